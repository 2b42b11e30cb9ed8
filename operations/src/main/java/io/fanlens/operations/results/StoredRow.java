package io.fanlens.operations.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A finished row of the table, as plain JSON.
 *
 * @param json all attributes under their own names
 */
public record StoredRow(JsonNode json) {

  private static final int TOP_LABELS = 4;

  /** Of a picture's text, in characters. */
  private static final int MOST_TEXT = 60;

  public String key() {
    return json.path("id").asText();
  }

  public String operation() {
    return json.path("operation").asText();
  }

  public String status() {
    return json.path("status").asText();
  }

  public boolean succeeded() {
    return status().equals("SUCCEEDED");
  }

  /** Number of faces, labels and so on. */
  public OptionalInt count() {
    return json.path("count").isNumber()
        ? OptionalInt.of(json.path("count").asInt())
        : OptionalInt.empty();
  }

  /** The Region that answered; empty where none was called. */
  public String region() {
    return json.path("region").asText();
  }

  public OptionalLong latencyMs() {
    return json.path("latencyMs").isNumber()
        ? OptionalLong.of(json.path("latencyMs").asLong())
        : OptionalLong.empty();
  }

  public String errorCode() {
    return json.path("errorCode").asText();
  }

  public String errorMessage() {
    return json.path("errorMessage").asText();
  }

  /** The answer in brief: {@code 2 faces}, {@code Coffee Cup 98%, Table 91%}, the lines of text. */
  public String summary() {
    if (!succeeded()) {
      return errorCode();
    }
    for (String names : List.of("Labels", "ModerationLabels", "CelebrityFaces")) {
      if (json.path(names).isArray() && !json.path(names).isEmpty()) {
        return topNames(json.path(names));
      }
    }
    String text = text(json.path("TextDetections"));
    if (!text.isEmpty()) {
      return text;
    }
    int count = count().orElse(0);
    return switch (operation()) {
      case "DetectFaces" -> counted(count, "face");
      case "DetectLabels", "DetectModerationLabels" -> counted(count, "label");
      case "DetectText" -> counted(count, "text");
      case "DetectProtectiveEquipment" -> counted(count, "person");
      case "RecognizeCelebrities" -> counted(count, "celebrity");
      case "CompareFaces" -> counted(count, "match");
      default -> Integer.toString(count);
    };
  }

  private static String topNames(JsonNode labels) {
    List<String> names = new ArrayList<>();
    for (JsonNode label : labels) {
      if (names.size() == TOP_LABELS) {
        names.add("and " + (labels.size() - TOP_LABELS) + " more");
        break;
      }
      JsonNode confidence =
          label.has("Confidence") ? label.path("Confidence") : label.path("MatchConfidence");
      names.add(
          confidence.isNumber()
              ? "%s %d%%".formatted(label.path("Name").asText(), Math.round(confidence.asDouble()))
              : label.path("Name").asText());
    }
    return String.join(", ", names);
  }

  /** Its lines, as far as there is room; empty without any. */
  private static String text(JsonNode detections) {
    List<String> lines = new ArrayList<>();
    for (JsonNode detection : detections) {
      if (detection.path("Type").asText().equals("LINE")) {
        lines.add(detection.path("DetectedText").asText());
      }
    }
    String all = String.join(" / ", lines);
    if (all.codePointCount(0, all.length()) <= MOST_TEXT) {
      return all;
    }
    return all.substring(0, all.offsetByCodePoints(0, MOST_TEXT - 1)) + "…";
  }

  private static String counted(int count, String noun) {
    String plural =
        switch (noun) {
          case "person" -> "persons";
          case "celebrity" -> "celebrities";
          case "match" -> "matches";
          default -> noun + "s";
        };
    return switch (count) {
      case 0 -> "no " + noun;
      case 1 -> "1 " + noun;
      default -> count + " " + plural;
    };
  }
}
