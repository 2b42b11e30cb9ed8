package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.local.vision.Box;
import io.fanlens.local.vision.Point;
import io.fanlens.local.vision.text.TextLine;
import io.fanlens.local.vision.text.TextLine.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * DetectText's {@code Filters}: words must be certain and large enough, and more than half of them
 * in one of the regions of interest.
 */
record TextFilters(
    double minConfidence, double minHeight, double minWidth, List<List<Point>> regions) {

  private static final double DEFAULT_MIN_CONFIDENCE = 80;
  private static final int MOST_REGIONS = 10;
  private static final int LEAST_POINTS = 3;
  private static final double MOST_OF_A_WORD = 0.5;

  static TextFilters read(JsonNode filters) throws ServiceError {
    JsonNode words = filters.path("WordFilter");
    JsonNode regions = filters.path("RegionsOfInterest");
    if (regions.size() > MOST_REGIONS) {
      throw ServiceError.invalidParameter("RegionsOfInterest has more than 10 regions.");
    }
    List<List<Point>> polygons = new ArrayList<>();
    for (JsonNode region : regions) {
      polygons.add(region.hasNonNull("BoundingBox") ? box(region) : polygon(region));
    }
    return new TextFilters(
        RequestFields.confidence(words, "MinConfidence", DEFAULT_MIN_CONFIDENCE),
        RequestFields.number(words, "MinBoundingBoxHeight", 0, 1),
        RequestFields.number(words, "MinBoundingBoxWidth", 0, 1),
        polygons);
  }

  private static List<Point> box(JsonNode region) throws ServiceError {
    JsonNode box = region.get("BoundingBox");
    return Polygons.corners(
        new Box(ratio(box, "Left"), ratio(box, "Top"), ratio(box, "Width"), ratio(box, "Height")));
  }

  private static List<Point> polygon(JsonNode region) throws ServiceError {
    List<Point> points = new ArrayList<>();
    for (JsonNode point : region.path("Polygon")) {
      points.add(new Point(ratio(point, "X"), ratio(point, "Y")));
    }
    if (points.size() < LEAST_POINTS) {
      throw ServiceError.invalidParameter(
          "A region of interest needs a BoundingBox, or a Polygon of at least 3 points.");
    }
    return points;
  }

  private static float ratio(JsonNode block, String name) throws ServiceError {
    return (float) RequestFields.number(block, name, 0, 1);
  }

  /** The lines with those of their words that pass; without a word there is no line. */
  List<TextLine> apply(List<TextLine> lines) {
    return lines.stream()
        .map(line -> line.words().stream().filter(this::passes).toList())
        .filter(words -> !words.isEmpty())
        .map(TextLine::new)
        .toList();
  }

  private boolean passes(Word word) {
    Box bounds = Polygons.bounds(word.polygon());
    return word.confidence() >= minConfidence
        && bounds.height() >= minHeight
        && bounds.width() >= minWidth
        && (regions.isEmpty() || regions.stream().anyMatch(region -> isMostlyIn(word, region)));
  }

  private static boolean isMostlyIn(Word word, List<Point> region) {
    double inside = Polygons.area(Polygons.inside(region, word.polygon()));
    return inside > MOST_OF_A_WORD * Polygons.area(word.polygon());
  }
}
