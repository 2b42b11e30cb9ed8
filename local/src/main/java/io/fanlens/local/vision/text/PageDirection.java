package io.fanlens.local.vision.text;

import io.fanlens.local.vision.text.AreaReader.Reading;
import java.util.List;

/** The direction in which most text of a picture runs. */
final class PageDirection {

  /** 1 when all of it runs in one direction, 0 when it runs in all. */
  private static final double LEAST_AGREEMENT = 0.7;

  private PageDirection() {}

  /** In radians; 0 when there is no common one. */
  static double of(List<Reading> readings) {
    double x = 0;
    double y = 0;
    double sum = 0;
    for (Reading reading : readings) {
      double weight = reading.quality();
      x += weight * Math.cos(reading.area().angle());
      y += weight * Math.sin(reading.area().angle());
      sum += weight;
    }
    return Math.hypot(x, y) >= LEAST_AGREEMENT * sum ? Math.atan2(y, x) : 0;
  }
}
