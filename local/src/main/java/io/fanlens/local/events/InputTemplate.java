package io.fanlens.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pipe's input template: JSON whose strings contain paths, such as {@code {"key":
 * "<$.dynamodb.Keys.id.S>"}}. A path without a value becomes an empty string.
 */
public final class InputTemplate {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PATH = Pattern.compile("<(\\$[.\\w-]*|aws\\.[\\w.-]+)>");
  private static final String FIRST = "$.";

  private final JsonNode template;

  private InputTemplate(JsonNode template) {
    this.template = template;
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException when it uses syntax that is not supported here
   */
  public static InputTemplate parse(String template) {
    try {
      JsonNode json = JSON.readTree(template);
      check(json);
      return new InputTemplate(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "templates must be JSON with each <$.path> inside quotes", e);
    }
  }

  private static void check(JsonNode node) {
    if (node.isTextual()) {
      Matcher paths = PATH.matcher(node.textValue());
      while (paths.find()) {
        if (!paths.group(1).startsWith(FIRST)) {
          throw new IllegalArgumentException(
              "templates with %s are not supported".formatted(paths.group()));
        }
      }
    } else if (node.isObject()) {
      node.forEach(InputTemplate::check);
    } else {
      throw new IllegalArgumentException("templates with %s are not supported".formatted(node));
    }
  }

  public JsonNode fill(JsonNode event) {
    return fill(template, event);
  }

  private static JsonNode fill(JsonNode template, JsonNode event) {
    if (template.isTextual()) {
      String filled =
          PATH.matcher(template.textValue())
              .replaceAll(path -> Matcher.quoteReplacement(value(path.group(1), event)));
      return JsonNodeFactory.instance.textNode(filled);
    }
    ObjectNode filled = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : template.properties()) {
      filled.set(field.getKey(), fill(field.getValue(), event));
    }
    return filled;
  }

  private static String value(String path, JsonNode event) {
    JsonNode node = event;
    for (String step : path.substring(FIRST.length()).split("\\.", -1)) {
      node = node.path(step);
    }
    return node.isContainerNode() ? node.toString() : node.asText();
  }
}
