package io.fanlens.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.StreamSupport;

/** Decides a template's Conditions. */
public final class Conditions {
  private final JsonNode section;
  private final Intrinsics intrinsics;
  private final SequencedSet<String> underWay = new LinkedHashSet<>();

  /**
   * @param intrinsics resolves what conditions may hold: parameters, pseudo parameters, mappings
   */
  public Conditions(JsonNode section, Intrinsics intrinsics) {
    this.section = section;
    this.intrinsics = intrinsics;
  }

  public boolean isTrue(String name) {
    JsonNode condition = section.path(name);
    if (condition.isMissingNode()) {
      throw new TemplateException(
          "condition '%s' is used, but the template does not have it".formatted(name));
    }
    if (!underWay.add(name)) {
      throw new TemplateException(
          "conditions need each other in a circle: " + String.join(" -> ", underWay));
    }
    try {
      return decide(condition);
    } catch (TemplateException e) {
      throw e.in("condition " + name);
    } finally {
      underWay.remove(name);
    }
  }

  private boolean decide(JsonNode node) {
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
      case "Fn::And" -> StreamSupport.stream(argument.spliterator(), false).allMatch(this::decide);
      case "Fn::Or" -> StreamSupport.stream(argument.spliterator(), false).anyMatch(this::decide);
      case "Fn::Not" -> !decide(argument.path(0));
      default ->
          throw new TemplateException(
              "%s is none of Fn::Equals, Fn::And, Fn::Or, Fn::Not, Condition"
                  .formatted(only.getKey()));
    };
  }
}
