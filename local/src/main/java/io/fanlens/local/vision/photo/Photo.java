package io.fanlens.local.vision.photo;

import java.util.ArrayList;
import java.util.List;

/**
 * A decoded, upright picture with downscaled copies (mipmaps), so that sampling a 2,000 px square
 * to 192 px averages pixels instead of skipping them.
 */
public final class Photo {

  /** One copy: packed RGB, row by row. */
  private static final class Level {

    final int[] rgb;
    final int width;
    final int height;

    Level(int[] rgb, int width, int height) {
      this.rgb = rgb;
      this.width = width;
      this.height = height;
    }

    Level half() {
      int w = width / 2;
      int h = height / 2;
      int[] out = new int[w * h];
      for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
          int i = 2 * y * width + 2 * x;
          out[y * w + x] = mean(rgb[i], rgb[i + 1], rgb[i + width], rgb[i + width + 1]);
        }
      }
      return new Level(out, w, h);
    }

    private static int mean(int a, int b, int c, int d) {
      int red = ((a >> 16 & 255) + (b >> 16 & 255) + (c >> 16 & 255) + (d >> 16 & 255) + 2) >> 2;
      int green = ((a >> 8 & 255) + (b >> 8 & 255) + (c >> 8 & 255) + (d >> 8 & 255) + 2) >> 2;
      int blue = ((a & 255) + (b & 255) + (c & 255) + (d & 255) + 2) >> 2;
      return red << 16 | green << 8 | blue;
    }

    /** The colour at a point between four pixels. */
    int between(double x, double y) {
      double inX = Math.clamp(x, 0, width - 1);
      double inY = Math.clamp(y, 0, height - 1);
      int left = (int) inX;
      int top = (int) inY;
      int right = Math.min(width - 1, left + 1);
      int bottom = Math.min(height - 1, top + 1);
      int upper = mixed(rgb[top * width + left], rgb[top * width + right], inX - left);
      int lower = mixed(rgb[bottom * width + left], rgb[bottom * width + right], inX - left);
      return mixed(upper, lower, inY - top);
    }

    private static int mixed(int a, int b, double part) {
      int mixed = 0;
      for (int shift = 16; shift >= 0; shift -= 8) {
        int from = a >> shift & 255;
        int to = b >> shift & 255;
        mixed |= (int) Math.round(from + part * (to - from)) << shift;
      }
      return mixed;
    }

    int at(int x, int y) {
      return x < 0 || y < 0 || x >= width || y >= height ? 0 : rgb[y * width + x];
    }
  }

  private static final int MIN_COPY = 96;

  private final List<Level> levels = new ArrayList<>();

  Photo(int[] rgb, int width, int height) {
    Level level = new Level(rgb, width, height);
    levels.add(level);
    while (Math.min(level.width, level.height) >= 2 * MIN_COPY) {
      level = level.half();
      levels.add(level);
    }
  }

  /** Of packed RGB, row by row. */
  public static Photo of(int[] rgb, int width, int height) {
    return new Photo(rgb, width, height);
  }

  /** Decoded width, which may be less than that of the file. */
  public int width() {
    return levels.getFirst().width;
  }

  public int height() {
    return levels.getFirst().height;
  }

  /**
   * Fills {@code out} with n x n pixels of the region, three values each from {@code low} to {@code
   * high}; black outside.
   */
  public void sample(Region region, int n, float low, float high, float[] out) {
    float step = region.side() / n;
    int depth = 0;
    while (depth < levels.size() - 1 && step >= 2 << depth) {
      depth++;
    }
    Level level = levels.get(depth);
    float shrink = 1f / (1 << depth);
    float range = (high - low) / 255;
    float dx = (float) (step * Math.cos(region.angle())) * shrink;
    float dy = (float) (step * Math.sin(region.angle())) * shrink;
    float half = 0.5f / n;
    int o = 0;
    for (int j = 0; j < n; j++) {
      float x = region.x(half, half + (float) j / n) * shrink - 0.5f;
      float y = region.y(half, half + (float) j / n) * shrink - 0.5f;
      for (int i = 0; i < n; i++) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        float fx = x - x0;
        float fy = y - y0;
        int a = level.at(x0, y0);
        int b = level.at(x0 + 1, y0);
        int c = level.at(x0, y0 + 1);
        int d = level.at(x0 + 1, y0 + 1);
        float wa = (1 - fx) * (1 - fy);
        float wb = fx * (1 - fy);
        float wc = (1 - fx) * fy;
        float wd = fx * fy;
        for (int shift = 16; shift >= 0; shift -= 8) {
          float value =
              wa * (a >> shift & 255)
                  + wb * (b >> shift & 255)
                  + wc * (c >> shift & 255)
                  + wd * (d >> shift & 255);
          out[o++] = low + range * value;
        }
        x += dx;
        y += dy;
      }
    }
  }

  /**
   * A turned rectangle as packed RGB, row by row; beyond an edge its nearest pixel.
   *
   * @param left x of its first corner
   * @param top y of its first corner
   * @param angle of its upper side, in radians clockwise
   */
  public int[] crop(
      double left, double top, double angle, double width, double height, int columns, int rows) {
    double across = width / columns;
    double down = height / rows;
    int depth = 0;
    while (depth < levels.size() - 1 && Math.max(across, down) >= 2 << depth) {
      depth++;
    }
    Level level = levels.get(depth);
    double shrink = 1.0 / (1 << depth);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    int[] out = new int[columns * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double along = (column + 0.5) * across;
        double below = (row + 0.5) * down;
        out[row * columns + column] =
            level.between(
                (left + along * cos - below * sin) * shrink - 0.5,
                (top + along * sin + below * cos) * shrink - 0.5);
      }
    }
    return out;
  }
}
