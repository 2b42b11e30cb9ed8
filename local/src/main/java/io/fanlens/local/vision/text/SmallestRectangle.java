package io.fanlens.local.vision.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The smallest turned rectangle around some pixels. One of its sides is a side of their hull. */
final class SmallestRectangle {

  /** A pixel. */
  record Pixel(int x, int y) {}

  private SmallestRectangle() {}

  /** Reading to the right, at most 45 degrees up or down. */
  static TextArea around(List<Pixel> pixels) {
    List<Pixel> hull = hull(pixels);
    TextArea smallest = null;
    for (int i = 0; i < hull.size(); i++) {
      Pixel from = hull.get(i);
      Pixel to = hull.get((i + 1) % hull.size());
      TextArea area = alongSide(hull, Math.atan2(to.y() - from.y(), to.x() - from.x()));
      if (smallest == null || area.width() * area.height() < smallest.width() * smallest.height()) {
        smallest = area;
      }
    }
    return smallest;
  }

  /** The angle of a side, turned by right angles until it points to the right. */
  private static TextArea alongSide(List<Pixel> hull, double side) {
    double angle = side - Math.round(side / (Math.PI / 2)) * (Math.PI / 2);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double left = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (Pixel pixel : hull) {
      double along = pixel.x() * cos + pixel.y() * sin;
      double down = -pixel.x() * sin + pixel.y() * cos;
      left = Math.min(left, along);
      right = Math.max(right, along);
      top = Math.min(top, down);
      bottom = Math.max(bottom, down);
    }
    return new TextArea(
        left * cos - top * sin, left * sin + top * cos, angle, right - left, bottom - top);
  }

  /** Andrew's monotone chain: the lower half from left to right, then the upper one back. */
  private static List<Pixel> hull(List<Pixel> pixels) {
    List<Pixel> sorted =
        pixels.stream()
            .sorted(Comparator.comparingInt(Pixel::x).thenComparingInt(Pixel::y))
            .toList();
    List<Pixel> hull = new ArrayList<>(half(sorted));
    hull.addAll(half(sorted.reversed()));
    return hull;
  }

  private static List<Pixel> half(List<Pixel> sorted) {
    List<Pixel> half = new ArrayList<>();
    for (Pixel pixel : sorted) {
      while (half.size() >= 2 && !turnsLeft(half.get(half.size() - 2), half.getLast(), pixel)) {
        half.removeLast();
      }
      half.add(pixel);
    }
    half.removeLast(); // the other half begins with it
    return half;
  }

  private static boolean turnsLeft(Pixel a, Pixel b, Pixel c) {
    return (long) (b.x() - a.x()) * (c.y() - a.y()) - (long) (b.y() - a.y()) * (c.x() - a.x()) > 0;
  }
}
