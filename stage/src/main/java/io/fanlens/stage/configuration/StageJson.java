package io.fanlens.stage.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanlens.settings.ApiSettings;
import io.fanlens.settings.PageSettings;
import io.fanlens.settings.Settings;

/** Converts between JSON trees and the plain maps and lists that the CDK uses. */
public final class StageJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private StageJson() {}

  public static JsonNode tree(Object plain) {
    return MAPPER.valueToTree(plain);
  }

  public static Object plain(JsonNode tree) {
    return MAPPER.convertValue(tree, Object.class);
  }

  /** With sorted keys: maps of a record have no order, but each synthesis must give the same. */
  public static Object sorted(Settings settings) {
    return sorted(settings.toJson());
  }

  public static Object sorted(ApiSettings settings) {
    return sorted(settings.toJson());
  }

  public static Object sorted(PageSettings settings) {
    return sorted(settings.toJson());
  }

  private static Object sorted(String json) {
    try {
      Object unsorted = MAPPER.readValue(json, Object.class);
      return MAPPER.readValue(MAPPER.writeValueAsString(unsorted), Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings are not JSON", e);
    }
  }
}
