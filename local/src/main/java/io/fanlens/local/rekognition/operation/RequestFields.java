package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;

/** Reads request parameters and rejects what Rekognition rejects. */
final class RequestFields {

  private RequestFields() {}

  /** A structure, empty where it is not given. */
  static JsonNode block(JsonNode parent, String name) throws ServiceError {
    JsonNode value = parent.path(name);
    if (!isAbsent(value) && !value.isObject()) {
      throw ServiceError.serialization(name + " is not a structure.");
    }
    return value;
  }

  /** A list, empty where it is not given. */
  static JsonNode list(JsonNode parent, String name) throws ServiceError {
    JsonNode value = parent.path(name);
    if (!isAbsent(value) && !value.isArray()) {
      throw ServiceError.serialization(name + " is not a list.");
    }
    return value;
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  static double number(JsonNode block, String name, double defaultValue, double max)
      throws ServiceError {
    JsonNode value = block.path(name);
    if (isAbsent(value)) {
      return defaultValue;
    }
    if (!value.isNumber()) {
      throw ServiceError.serialization(name + " is not a number.");
    }
    if (value.asDouble() < 0 || value.asDouble() > max) {
      throw ServiceError.invalidParameter(
          name + " is " + value.asText() + ", which is out of range.");
    }
    return value.asDouble();
  }

  static double confidence(JsonNode block, String name, double defaultValue) throws ServiceError {
    return number(block, name, defaultValue, 100);
  }

  static void oneOf(JsonNode value, String name, Collection<String> known) throws ServiceError {
    if (!known.contains(value.asText())) {
      throw ServiceError.invalidParameter(
          name + " has '" + value.asText() + "', which is not known.");
    }
  }

  static void need(JsonNode block, String name) throws ServiceError {
    if (!block.hasNonNull(name)) {
      throw ServiceError.invalidParameter(name + " is missing.");
    }
  }
}
