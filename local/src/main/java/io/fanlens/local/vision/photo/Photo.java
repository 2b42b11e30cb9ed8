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
}
