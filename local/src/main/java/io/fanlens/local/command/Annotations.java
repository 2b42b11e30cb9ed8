package io.fanlens.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of an answer can be drawn over its picture. Every Rekognition operation places things by
 * {@code BoundingBox} and faces by {@code Landmarks}, in parts of the picture's width and height,
 * so that one search finds them in any answer.
 *
 * @param boxes rectangles, with a few words each
 * @param points landmarks of faces
 */
record Annotations(List<Box> boxes, List<Point> points) {

  record Box(double left, double top, double width, double height, String words) {}

  record Point(double x, double y) {}

  static Annotations of(ResultRow row) {
    Annotations found = new Annotations(new ArrayList<>(), new ArrayList<>());
    found.search(row.json(), "");
    return found;
  }

  /**
   * @param words of the nearest thing around, for a box that has none of its own: a label's
   *     instances
   */
  private void search(JsonNode node, String words) {
    String own = words(node).orElse(words);
    JsonNode box = node.path("BoundingBox");
    if (box.path("Width").isNumber() && box.path("Height").isNumber()) {
      boxes.add(
          new Box(
              box.path("Left").asDouble(),
              box.path("Top").asDouble(),
              box.path("Width").asDouble(),
              box.path("Height").asDouble(),
              own));
    }
    for (JsonNode landmark : node.path("Landmarks")) {
      if (landmark.path("X").isNumber() && landmark.path("Y").isNumber()) {
        points.add(new Point(landmark.path("X").asDouble(), landmark.path("Y").asDouble()));
      }
    }
    node.forEach(child -> search(child, own));
  }

  private static Optional<String> words(JsonNode node) {
    for (String name : List.of("Name", "DetectedText", "BodyPart")) {
      if (node.path(name).isTextual()) {
        return Optional.of(node.path(name).asText());
      }
    }
    JsonNode similarity = node.path("Similarity");
    return similarity.isNumber()
        ? Optional.of("match %d%%".formatted(Math.round(similarity.asDouble())))
        : Optional.empty();
  }
}
