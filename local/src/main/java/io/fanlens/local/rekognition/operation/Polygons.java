package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.vision.Box;
import io.fanlens.local.vision.Point;
import java.util.ArrayList;
import java.util.List;

/** Polygons in ratios of a picture's sides. */
final class Polygons {

  private Polygons() {}

  /** As Rekognition's {@code Geometry}. */
  static ObjectNode geometry(List<Point> polygon) {
    ObjectNode geometry = JsonNodeFactory.instance.objectNode();
    geometry.set("BoundingBox", Boxes.json(bounds(polygon)));
    ArrayNode points = geometry.putArray("Polygon");
    polygon.forEach(point -> points.addObject().put("X", point.x()).put("Y", point.y()));
    return geometry;
  }

  /** The upright box around it. */
  static Box bounds(List<Point> polygon) {
    float left = Float.MAX_VALUE;
    float top = Float.MAX_VALUE;
    float right = -Float.MAX_VALUE;
    float bottom = -Float.MAX_VALUE;
    for (Point point : polygon) {
      left = Math.min(left, point.x());
      top = Math.min(top, point.y());
      right = Math.max(right, point.x());
      bottom = Math.max(bottom, point.y());
    }
    return new Box(left, top, right - left, bottom - top);
  }

  static List<Point> corners(Box box) {
    return List.of(
        new Point(box.left(), box.top()),
        new Point(box.right(), box.top()),
        new Point(box.right(), box.bottom()),
        new Point(box.left(), box.bottom()));
  }

  static double area(List<Point> polygon) {
    double twice = 0;
    for (int i = 0; i < polygon.size(); i++) {
      Point one = polygon.get(i);
      Point next = polygon.get((i + 1) % polygon.size());
      twice += (double) one.x() * next.y() - (double) next.x() * one.y();
    }
    return Math.abs(twice) / 2;
  }

  /**
   * What of a polygon is inside a convex one, by Sutherland and Hodgman: cut off along one side
   * after the other.
   *
   * @param convex with its corners clockwise
   */
  static List<Point> inside(List<Point> polygon, List<Point> convex) {
    List<Point> left = polygon;
    for (int i = 0; i < convex.size(); i++) {
      left = cut(left, convex.get(i), convex.get((i + 1) % convex.size()));
    }
    return left;
  }

  private static List<Point> cut(List<Point> polygon, Point from, Point to) {
    List<Point> left = new ArrayList<>();
    for (int i = 0; i < polygon.size(); i++) {
      Point one = polygon.get(i);
      Point next = polygon.get((i + 1) % polygon.size());
      double inOne = side(from, to, one);
      double inNext = side(from, to, next);
      if (inOne >= 0) {
        left.add(one);
      }
      if ((inOne > 0 && inNext < 0) || (inOne < 0 && inNext > 0)) {
        float part = (float) (inOne / (inOne - inNext));
        left.add(
            new Point(
                one.x() + part * (next.x() - one.x()), one.y() + part * (next.y() - one.y())));
      }
    }
    return left;
  }

  /** Positive to the right of the way from one point to another, y pointing down. */
  private static double side(Point from, Point to, Point point) {
    return (double) (to.x() - from.x()) * (point.y() - from.y())
        - (double) (to.y() - from.y()) * (point.x() - from.x());
  }
}
