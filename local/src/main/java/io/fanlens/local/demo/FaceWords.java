package io.fanlens.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Describes a face of a DetectFaces answer: {@code 99.9% sure, 25 to 35 years, smiles, calm}. */
final class FaceWords {

  /** Attributes that are mentioned when true, with their words. */
  private static final Map<String, String> TRUE_ATTRIBUTES =
      Map.of(
          "Smile", "smiles",
          "Eyeglasses", "glasses",
          "Sunglasses", "sunglasses",
          "Beard", "beard",
          "Mustache", "mustache",
          "MouthOpen", "mouth open");

  private static final double LIKELY = 50;

  private FaceWords() {}

  static String of(JsonNode face) {
    List<String> words = new ArrayList<>();
    if (face.path("Confidence").isNumber()) {
      words.add(String.format(Locale.ROOT, "%.1f%% sure", face.path("Confidence").asDouble()));
    }
    JsonNode age = face.path("AgeRange");
    if (age.has("Low")) {
      words.add("%d to %d years".formatted(age.path("Low").asInt(), age.path("High").asInt()));
    }
    if (face.path("Gender").has("Value")) {
      words.add(face.path("Gender").path("Value").asText().toLowerCase(Locale.ROOT));
    }
    TRUE_ATTRIBUTES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(attribute -> face.path(attribute.getKey()).path("Value").asBoolean())
        .forEach(attribute -> words.add(attribute.getValue()));
    JsonNode emotion = strongestEmotion(face.path("Emotions"));
    if (emotion.path("Confidence").asDouble() >= LIKELY) {
      words.add(emotion.path("Type").asText().toLowerCase(Locale.ROOT));
    }
    JsonNode pose = face.path("Pose");
    if (pose.has("Roll")) {
      words.add(
          String.format(
              Locale.ROOT,
              "roll %.0f°, yaw %.0f°, pitch %.0f°",
              pose.path("Roll").asDouble(),
              pose.path("Yaw").asDouble(),
              pose.path("Pitch").asDouble()));
    }
    return String.join(", ", words);
  }

  private static JsonNode strongestEmotion(JsonNode emotions) {
    JsonNode strongest = emotions.path(0);
    for (JsonNode emotion : emotions) {
      if (emotion.path("Confidence").asDouble() > strongest.path("Confidence").asDouble()) {
        strongest = emotion;
      }
    }
    return strongest;
  }
}
