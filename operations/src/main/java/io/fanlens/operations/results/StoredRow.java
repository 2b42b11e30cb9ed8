package io.fanlens.operations.results;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.result.ShortText;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A finished row of the table, as plain JSON.
 *
 * @param json all attributes under their own names
 */
public record StoredRow(JsonNode json) {

  /** Of a summary, which stands in tables; the whole is in the row. */
  private static final int MOST_CHARACTERS = 72;

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

  /** The answer in brief: {@code 2 faces}, {@code Cup 98%, Table 91%}, {@code no text}. */
  public String summary() {
    if (!succeeded()) {
      return errorCode();
    }
    String found = json.path("found").asText();
    return found.isEmpty() ? "no " + noun() : ShortText.of(found, MOST_CHARACTERS);
  }

  private String noun() {
    return switch (operation()) {
      case "DetectFaces" -> "face";
      case "DetectLabels", "DetectModerationLabels" -> "label";
      case "DetectText" -> "text";
      case "DetectProtectiveEquipment" -> "person";
      case "RecognizeCelebrities" -> "celebrity";
      case "CompareFaces" -> "match";
      default -> "finding";
    };
  }
}
