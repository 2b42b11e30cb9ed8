package io.fanlens.e2e.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.settings.Timings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The stack with shorter times, so that ten minutes hold many take-overs: 30 s for a function in
 * place of 60 s, everything else in proportion. {@link Timings} checks that they fit each other.
 */
final class ShortTimings {

  static final Timings TIMES = new Timings(30, 6, 4, 8, 6, 1);

  /** More than the default: in ten minutes a picture may suffer what it does not in a year. */
  static final int MAX_ATTEMPTS = 8;

  /**
   * Over the function's time-out, as in the stack; a claim then ends before its message is back.
   */
  private static final int VISIBILITY_SECONDS = TIMES.functionSeconds() + 6;

  private static final ObjectMapper JSON = new ObjectMapper();

  private ShortTimings() {}

  static Path template(Path original, Path target) throws IOException {
    JsonNode root = JSON.readTree(Files.readString(original));
    for (JsonNode resource : root.path("Resources")) {
      if (!(resource.path("Properties") instanceof ObjectNode properties)) {
        continue; // CloudFormation leaves out what is empty
      }
      switch (resource.path("Type").asText()) {
        case "AWS::Lambda::Function" -> {
          if (properties.toString().contains("FANLENS_SETTINGS")) {
            properties.put("Timeout", TIMES.functionSeconds());
          }
        }
        case "AWS::SQS::Queue" -> {
          if (properties.has("RedrivePolicy")) {
            properties.put("VisibilityTimeout", VISIBILITY_SECONDS);
          }
        }
        default -> {}
      }
    }
    return Files.writeString(target, root.toString());
  }

  static Map<String, Object> settings() {
    return Map.of(
        "timings.functionSeconds", TIMES.functionSeconds(),
        "timings.fetchSeconds", TIMES.fetchSeconds(),
        "timings.prepareSeconds", TIMES.prepareSeconds(),
        "timings.callSeconds", TIMES.callSeconds(),
        "timings.storeSeconds", TIMES.storeSeconds(),
        "timings.requeueSeconds", TIMES.requeueSeconds(),
        "maxAttempts", MAX_ATTEMPTS,
        "quota.processes", 4);
  }
}
