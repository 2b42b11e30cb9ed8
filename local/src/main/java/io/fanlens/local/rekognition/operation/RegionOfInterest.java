package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.local.vision.Box;
import io.fanlens.local.vision.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the picture that counts: of {@code RegionsOfInterest}, a box or a polygon of 3 to 10
 * points.
 */
record RegionOfInterest(List<Point> corners) {

  private static final int MOST_REGIONS = 10;
  private static final int LEAST_POINTS = 3;
  private static final int MOST_POINTS = 10;

  /** Of a polygon's area, what must be inside is more than this. */
  private static final double HALF = 0.5;

  static List<RegionOfInterest> read(JsonNode filters) throws ServiceError {
    JsonNode regions = RequestFields.list(filters, "RegionsOfInterest");
    if (regions.size() > MOST_REGIONS) {
      throw ServiceError.invalidParameter("RegionsOfInterest has more than 10 regions.");
    }
    List<RegionOfInterest> read = new ArrayList<>();
    for (JsonNode region : regions) {
      read.add(new RegionOfInterest(corners(region)));
    }
    return read;
  }

  private static List<Point> corners(JsonNode region) throws ServiceError {
    if (region.hasNonNull("BoundingBox") == region.hasNonNull("Polygon")) {
      throw ServiceError.invalidParameter(
          "A region of interest needs either a BoundingBox or a Polygon.");
    }
    return region.hasNonNull("BoundingBox")
        ? box(RequestFields.block(region, "BoundingBox"))
        : polygon(RequestFields.list(region, "Polygon"));
  }

  private static List<Point> box(JsonNode box) throws ServiceError {
    return Polygons.corners(
        new Box(ratio(box, "Left"), ratio(box, "Top"), ratio(box, "Width"), ratio(box, "Height")));
  }

  private static List<Point> polygon(JsonNode points) throws ServiceError {
    if (points.size() < LEAST_POINTS || points.size() > MOST_POINTS) {
      throw ServiceError.invalidParameter(
          "A Polygon has %d points, and 3 to 10 are allowed.".formatted(points.size()));
    }
    List<Point> read = new ArrayList<>();
    for (JsonNode point : points) {
      read.add(new Point(ratio(point, "X"), ratio(point, "Y")));
    }
    return read;
  }

  private static float ratio(JsonNode block, String name) throws ServiceError {
    return (float) RequestFields.number(block, name, 0, 1);
  }

  /**
   * Whether more than half of a polygon is inside.
   *
   * @param polygon convex, with its corners clockwise
   */
  boolean hasMostOf(List<Point> polygon) {
    return Polygons.area(Polygons.inside(corners, polygon)) > HALF * Polygons.area(polygon);
  }
}
