package io.fanlens.local.lambda.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Makes a sentence of the error that a runtime reports: {@code java.lang.Error: no table}. */
final class RuntimeError {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RuntimeError() {}

  static String sentence(String body) {
    try {
      JsonNode error = JSON.readTree(body);
      String type = error.path("errorType").asText("");
      String message = error.path("errorMessage").asText("");
      return type.isEmpty() ? message : message.isEmpty() ? type : type + ": " + message;
    } catch (IOException e) {
      return body;
    }
  }
}
