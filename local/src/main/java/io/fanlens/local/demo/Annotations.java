package io.fanlens.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.operations.results.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a picture's answers that can be drawn over it. Every Rekognition operation locates
 * objects by {@code BoundingBox} and faces by {@code Landmarks}, as ratios of the picture's width
 * and height, so one search finds them in any answer. Objects in the same place share a box. Text
 * alone has a {@code Polygon}, turned as it is written.
 *
 * @param boxes rectangles, with labels
 * @param points landmarks of faces
 * @param texts lines of text
 */
record Annotations(List<Box> boxes, List<Point> points, List<Text> texts) {

  /** Boxes with more overlap than this are drawn as one. */
  private static final double SAME = 0.75;

  /**
   * A rectangle.
   *
   * @param isLabel whether DetectLabels alone has it
   */
  record Box(double left, double top, double width, double height, String words, boolean isLabel) {

    /** Intersection over union. */
    private double overlap(Box other) {
      double shared =
          shared(left, width, other.left, other.width)
              * shared(top, height, other.top, other.height);
      double both = width * height + other.width * other.height - shared;
      return both > 0 ? shared / both : 0;
    }

    private static double shared(double start, double length, double start2, double length2) {
      return Math.max(0, Math.min(start + length, start2 + length2) - Math.max(start, start2));
    }

    private Box and(String more) {
      String all = words.isEmpty() || more.isEmpty() ? words + more : words + ", " + more;
      return new Box(left, top, width, height, all, isLabel);
    }
  }

  record Point(double x, double y) {}

  /**
   * A line.
   *
   * @param corners from the one where reading begins, clockwise
   */
  record Text(List<Point> corners, String words) {}

  static Annotations of(List<StoredRow> rows) {
    Annotations found = new Annotations(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (StoredRow row : rows) {
      JsonNode faces = row.json().path("FaceDetails");
      for (int i = 0; i < faces.size(); i++) {
        found.search(faces.get(i), faces.size() > 1 ? Integer.toString(i + 1) : "", 0, false);
      }
    }
    int faceBoxes = found.boxes().size();
    for (StoredRow row : rows) {
      if (row.json().has("TextDetections")) {
        row.json().path("TextDetections").forEach(found::addText);
      } else if (!row.json().has("FaceDetails")) {
        found.search(row.json(), "", faceBoxes, row.json().has("Labels"));
      }
    }
    return found;
  }

  /** Lines only: their words lie on them. */
  private void addText(JsonNode detection) {
    List<Point> corners = new ArrayList<>();
    for (JsonNode corner : detection.at("/Geometry/Polygon")) {
      corners.add(new Point(corner.path("X").asDouble(), corner.path("Y").asDouble()));
    }
    if (!corners.isEmpty() && detection.path("Type").asText().equals("LINE")) {
      texts.add(new Text(corners, detection.path("DetectedText").asText()));
    }
  }

  /**
   * @param words of the enclosing object, for a box without its own: a label's instances
   * @param faceBoxes number of the first boxes, which keep their words: a label adds nothing there
   */
  private void search(JsonNode node, String words, int faceBoxes, boolean isLabel) {
    String own = words(node).orElse(words);
    JsonNode box = node.path("BoundingBox");
    if (box.path("Width").isNumber() && box.path("Height").isNumber()) {
      add(
          new Box(
              box.path("Left").asDouble(),
              box.path("Top").asDouble(),
              box.path("Width").asDouble(),
              box.path("Height").asDouble(),
              own,
              isLabel),
          faceBoxes);
    }
    for (JsonNode landmark : node.path("Landmarks")) {
      if (landmark.path("X").isNumber() && landmark.path("Y").isNumber()) {
        points.add(new Point(landmark.path("X").asDouble(), landmark.path("Y").asDouble()));
      }
    }
    node.forEach(child -> search(child, own, faceBoxes, isLabel));
  }

  private void add(Box box, int faceBoxes) {
    for (int i = 0; i < boxes.size(); i++) {
      Box there = boxes.get(i);
      if (there.overlap(box) > SAME) {
        if (i >= faceBoxes) {
          boxes.set(i, there.and(box.words()));
        }
        return;
      }
    }
    boxes.add(box);
  }

  private static Optional<String> words(JsonNode node) {
    if (node.path("Name").isTextual()) {
      return Optional.of(node.path("Name").asText());
    }
    JsonNode similarity = node.path("Similarity");
    return similarity.isNumber()
        ? Optional.of("match %d%%".formatted(Math.round(similarity.asDouble())))
        : Optional.empty();
  }
}
