package io.fanlens.local.vision.text;

import io.fanlens.local.vision.onnx.OnnxNetwork;
import io.fanlens.local.vision.photo.Photo;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the areas of lines: the network gives each pixel the probability that it belongs to the
 * middle of a line, and each connected area of such pixels becomes a rectangle.
 */
final class TextFinder {

  /** The network's sides are multiples of this. */
  private static final int STEP = 32;

  private static final int LONGEST_SIDE = 960;
  private static final int SHORTEST_SIDE = 64;
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

  /** A pixel with more than this is part of a line. */
  private static final float LEAST_PROBABILITY = 0.3f;

  /** An area with less than this on average is none. */
  private static final double LEAST_MEAN = 0.5;

  private static final int LEAST_PIXELS = 10;
  private static final double LEAST_SIDE = 3;
  private static final double LEAST_GROWN_SIDE = 5;

  /** The network was trained with areas that were shrunk by this, relative to area and outline. */
  private static final double SHRUNK = 1.6;

  private final OnnxNetwork network = new OnnxNetwork("PP-OCRv4 detection", TextWeights::finder);

  /** In pixels of the photo, reading to the right or upwards. */
  List<TextArea> areas(Photo photo) {
    double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(photo.width(), photo.height()));
    int shorter = Math.min(photo.width(), photo.height());
    if (shorter * scale < SHORTEST_SIDE) {
      scale = (double) SHORTEST_SIDE / shorter;
    }
    int width = side(photo.width() * scale);
    int height = side(photo.height() * scale);
    TextArea whole = new TextArea(0, 0, 0, photo.width(), photo.height());
    float[] pixels = Pixels.of(photo, whole, width, height).planes(MEAN, DEVIATION);
    float[] map = network.run(pixels, 1, 3, height, width);
    List<TextArea> areas = new ArrayList<>();
    for (ConnectedArea area : ConnectedArea.in(map, width, height, LEAST_PROBABILITY)) {
      if (area.pixels().size() >= LEAST_PIXELS && area.mean() >= LEAST_MEAN) {
        TextArea found = SmallestRectangle.around(area.pixels());
        if (Math.min(found.width(), found.height()) >= LEAST_SIDE) {
          TextArea grown =
              found.grown(
                  found.width() * found.height() * SHRUNK / (2 * (found.width() + found.height())));
          if (Math.min(grown.width(), grown.height()) >= LEAST_GROWN_SIDE) {
            areas.add(
                scaled(grown, (double) photo.width() / width, (double) photo.height() / height));
          }
        }
      }
    }
    return areas;
  }

  private static int side(double length) {
    return (int) Math.max(STEP, Math.round(length / STEP) * STEP);
  }

  /** The two scales differ by the rounding of the sides only, so a rectangle stays nearly one. */
  private static TextArea scaled(TextArea area, double x, double y) {
    double cos = Math.cos(area.angle());
    double sin = Math.sin(area.angle());
    return new TextArea(
        area.left() * x,
        area.top() * y,
        Math.atan2(sin * y, cos * x),
        area.width() * Math.hypot(cos * x, sin * y),
        area.height() * Math.hypot(sin * x, cos * y));
  }

  OnnxNetwork network() {
    return network;
  }
}
