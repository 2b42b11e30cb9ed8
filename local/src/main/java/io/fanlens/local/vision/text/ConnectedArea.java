package io.fanlens.local.vision.text;

import io.fanlens.local.vision.text.SmallestRectangle.Pixel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Pixels above a threshold that touch each other, also by their corners.
 *
 * @param mean of their values
 */
record ConnectedArea(List<Pixel> pixels, double mean) {

  /** All of them, by their first pixel. */
  static List<ConnectedArea> in(float[] map, int width, int height, float threshold) {
    boolean[] seen = new boolean[map.length];
    List<ConnectedArea> areas = new ArrayList<>();
    for (int i = 0; i < map.length; i++) {
      if (map[i] > threshold && !seen[i]) {
        areas.add(from(i, map, width, height, threshold, seen));
      }
    }
    return areas;
  }

  private static ConnectedArea from(
      int first, float[] map, int width, int height, float threshold, boolean[] seen) {
    List<Pixel> pixels = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    open.push(first);
    seen[first] = true;
    double sum = 0;
    while (!open.isEmpty()) {
      int at = open.pop();
      int x = at % width;
      int y = at / width;
      pixels.add(new Pixel(x, y));
      sum += map[at];
      for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          int next = ny * width + nx;
          if (map[next] > threshold && !seen[next]) {
            seen[next] = true;
            open.push(next);
          }
        }
      }
    }
    return new ConnectedArea(pixels, sum / pixels.size());
  }
}
