package io.fanlens.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An event pattern of EventBridge, as rules and pipes filter by: objects name fields, lists name
 * what a field may be. {@code {"status": {"S": ["FAILED"]}}} lets failures pass. Of the comparisons
 * it knows equal, {@code exists}, {@code prefix}, {@code suffix} and {@code wildcard} with {@code
 * *}.
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
   * @throws IllegalArgumentException when it is no pattern, or holds a comparison that is not known
   *     here
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
      throw new IllegalArgumentException("an event pattern cannot be " + object);
    }
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getKey().startsWith("$")) {
        throw new IllegalArgumentException(
            "patterns with %s are not known".formatted(field.getKey()));
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
      throw new IllegalArgumentException("patterns with %s are not known".formatted(wanted));
    }
  }

  /** A backslash would make a star a plain character. */
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
      // Only single values exist in the sense of a pattern.
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
