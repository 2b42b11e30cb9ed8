package io.fanlens.local.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.settings.Settings;
import java.util.Map;

/** Replaces values in a function's settings by dotted path, and validates the result. */
final class SettingsOverrides {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SettingsOverrides() {}

  /**
   * Returns the settings with the values replaced.
   *
   * @param overrides by path: {@code timings.requeueSeconds}, {@code operations.0.targets}
   * @throws IllegalArgumentException for a path that does not exist, or an invalid value
   */
  static String apply(String settings, Map<String, Object> overrides) {
    if (overrides.isEmpty()) {
      return settings;
    }
    JsonNode root;
    try {
      root = JSON.readTree(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          Settings.ENVIRONMENT_VARIABLE + " is not JSON: " + e.getOriginalMessage(), e);
    }
    overrides.forEach((path, value) -> replace(root, path, JSON.valueToTree(value)));
    return Settings.fromJson(root.toString()).toJson();
  }

  private static void replace(JsonNode root, String path, JsonNode value) {
    int dot = path.lastIndexOf('.');
    String last = path.substring(dot + 1);
    JsonNode parent = dot < 0 ? root : root.at("/" + path.substring(0, dot).replace('.', '/'));
    if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else if (parent instanceof ArrayNode array
        && last.matches("[0-9]{1,4}")
        && Integer.parseInt(last) < array.size()) {
      array.set(Integer.parseInt(last), value);
    } else {
      throw new IllegalArgumentException(
          "settings override '%s' does not exist; give a path such as timings.requeueSeconds"
              .formatted(path));
    }
  }
}
