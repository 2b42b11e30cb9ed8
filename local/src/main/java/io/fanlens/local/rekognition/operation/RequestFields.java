package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;

/** Reads request parameters and rejects what Rekognition rejects. */
final class RequestFields {

  private RequestFields() {}

  static double number(JsonNode block, String name, double defaultValue, double max)
      throws ServiceError {
    JsonNode value = block.path(name);
    if (value.isMissingNode() || value.isNull()) {
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
