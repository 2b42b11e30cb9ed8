package io.fanlens.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * An event pattern of EventBridge, as pipes filter by: objects name fields, lists name what a field
 * may be. {@code {"status": {"S": ["FAILED"]}}} lets failures pass. Of the comparisons it knows
 * equal, {@code exists} and {@code prefix}.
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
            || wanted.path("prefix").isTextual();
    if (!known || wanted.size() > 1) {
      throw new IllegalArgumentException("patterns with %s are not known".formatted(wanted));
    }
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
    return wanted.equals(value);
  }
}
