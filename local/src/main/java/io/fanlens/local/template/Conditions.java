package io.fanlens.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.StreamSupport;

/** Evaluates a template's Conditions. */
public final class Conditions {
  private final JsonNode section;
  private final Intrinsics intrinsics;
  private final SequencedSet<String> inProgress = new LinkedHashSet<>();

  /**
   * Evaluates the conditions of this section.
   *
   * @param intrinsics resolves parameters, pseudo parameters and mappings
   */
  public Conditions(JsonNode section, Intrinsics intrinsics) {
    this.section = section;
    this.intrinsics = intrinsics;
  }

  public boolean isTrue(String name) {
    JsonNode condition = section.path(name);
    if (condition.isMissingNode()) {
      throw new TemplateException(
          "condition '%s' is referenced, but not in the template".formatted(name));
    }
    if (!inProgress.add(name)) {
      throw new TemplateException("circular conditions: " + String.join(" -> ", inProgress));
    }
    try {
      return evaluate(condition);
    } catch (TemplateException e) {
      throw e.in("condition " + name);
    } finally {
      inProgress.remove(name);
    }
  }

  private boolean evaluate(JsonNode node) {
    if (!node.isObject() || node.size() != 1) {
      throw new TemplateException("not one of Fn::Equals, Fn::And, Fn::Or, Fn::Not, Condition");
    }
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    JsonNode argument = only.getValue();
    return switch (only.getKey()) {
      case "Condition" -> isTrue(argument.asText());
      case "Fn::Equals" ->
          intrinsics
              .resolve(argument.path(0))
              .asText()
              .equals(intrinsics.resolve(argument.path(1)).asText());
      case "Fn::And" ->
          StreamSupport.stream(argument.spliterator(), false).allMatch(this::evaluate);
      case "Fn::Or" -> StreamSupport.stream(argument.spliterator(), false).anyMatch(this::evaluate);
      case "Fn::Not" -> !evaluate(argument.path(0));
      default ->
          throw new TemplateException(
              "%s is not one of Fn::Equals, Fn::And, Fn::Or, Fn::Not, Condition"
                  .formatted(only.getKey()));
    };
  }
}
