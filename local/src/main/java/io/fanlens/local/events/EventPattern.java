package io.fanlens.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An event pattern of EventBridge, as used by rules and pipes: objects name fields, lists their
 * permitted values. {@code {"status": {"S": ["FAILED"]}}} matches failures. Supported comparisons:
 * equality, {@code exists}, {@code prefix}, {@code suffix} and {@code wildcard} with {@code *}.
 */
public final class EventPattern {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode pattern;

  private EventPattern(JsonNode pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is not a pattern, or uses a comparison that is not
   *     supported here
   */
  public static EventPattern parse(String json) {
    JsonNode pattern;
    try {
      pattern = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the pattern is not JSON: " + json, e);
    }
    check(pattern);
    return new EventPattern(pattern);
  }

  private static void check(JsonNode object) {
    if (!object.isObject() || object.isEmpty()) {
      throw new IllegalArgumentException("not an event pattern: " + object);
    }
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getKey().startsWith("$")) {
        throw new IllegalArgumentException(
            "patterns with %s are not supported".formatted(field.getKey()));
      }
      if (field.getValue().isArray()) {
        field.getValue().forEach(EventPattern::checkOne);
      } else {
        check(field.getValue());
      }
    }
  }

  private static void checkOne(JsonNode wanted) {
    boolean known =
        wanted.isValueNode()
            || wanted.path("exists").isBoolean()
            || wanted.path("prefix").isTextual()
            || wanted.path("suffix").isTextual()
            || isPlainWildcard(wanted.path("wildcard"));
    if (!known || wanted.size() > 1) {
      throw new IllegalArgumentException("patterns with %s are not supported".formatted(wanted));
    }
  }

  /** A backslash escapes a star, which is not supported. */
  private static boolean isPlainWildcard(JsonNode wildcard) {
    return wildcard.isTextual() && !wildcard.textValue().contains("\\");
  }

  public boolean matches(JsonNode event) {
    return matches(pattern, event);
  }

  private static boolean matches(JsonNode pattern, JsonNode event) {
    for (Map.Entry<String, JsonNode> field : pattern.properties()) {
      JsonNode value = event.path(field.getKey());
      boolean passes =
          field.getValue().isArray()
              ? anyOf(field.getValue(), value)
              : matches(field.getValue(), value);
      if (!passes) {
        return false;
      }
    }
    return true;
  }

  private static boolean anyOf(JsonNode allowed, JsonNode value) {
    for (JsonNode wanted : allowed) {
      if (is(wanted, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(JsonNode wanted, JsonNode value) {
    if (wanted.has("exists")) {
      // Patterns test only leaf values for existence.
      return wanted.path("exists").booleanValue()
          == (value.isValueNode() && !value.isMissingNode());
    }
    if (wanted.has("prefix")) {
      return value.isTextual() && value.textValue().startsWith(wanted.path("prefix").textValue());
    }
    if (wanted.has("suffix")) {
      return value.isTextual() && value.textValue().endsWith(wanted.path("suffix").textValue());
    }
    if (wanted.has("wildcard")) {
      String pattern = Pattern.quote(wanted.path("wildcard").textValue()).replace("*", "\\E.*\\Q");
      return value.isTextual()
          && Pattern.compile(pattern, Pattern.DOTALL).matcher(value.textValue()).matches();
    }
    return wanted.equals(value);
  }
}
