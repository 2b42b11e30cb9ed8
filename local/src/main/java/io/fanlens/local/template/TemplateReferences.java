package io.fanlens.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the names that a part of a template references by Ref, Fn::GetAtt and Fn::Sub. */
final class TemplateReferences {
  /** {@code ${Name}} and {@code ${Name.Attribute}}; {@code ${!Name}} is a literal. */
  static final Pattern IN_SUB = Pattern.compile("\\$\\{(!?)([A-Za-z0-9:._-]+)\\}");

  private TemplateReferences() {}

  /** Logical ids, parameters and pseudo parameters, in order of appearance. */
  static Set<String> in(JsonNode node) {
    Set<String> names = new LinkedHashSet<>();
    collect(node, names);
    return names;
  }

  private static void collect(JsonNode node, Set<String> names) {
    if (node.isArray()) {
      node.forEach(element -> collect(element, names));
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      switch (field.getKey()) {
        case "Ref" -> names.add(value.asText());
        case "Fn::GetAtt" -> names.add(owner(value.isArray() ? value.path(0) : value));
        case "Fn::Sub" -> collectSub(value, names);
        default -> collect(value, names);
      }
    }
  }

  private static void collectSub(JsonNode sub, Set<String> names) {
    JsonNode own = sub.path(1);
    Matcher matcher = IN_SUB.matcher(sub.isArray() ? sub.path(0).asText() : sub.asText());
    while (matcher.find()) {
      if (matcher.group(1).isEmpty() && !own.has(matcher.group(2))) {
        names.add(matcher.group(2).replaceFirst("\\..*", ""));
      }
    }
    collect(own, names);
  }

  private static String owner(JsonNode attribute) {
    return attribute.asText().replaceFirst("\\..*", "");
  }
}
