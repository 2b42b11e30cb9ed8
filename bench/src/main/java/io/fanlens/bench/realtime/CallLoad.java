package io.fanlens.bench.realtime;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/**
 * Calls that come whether or not the earlier ones were answered, as from a web site's visitors.
 *
 * @param perSecond on average; the times between them are random
 * @param warmUp comes first and is not measured
 * @param seed the same seed makes the same arrivals
 */
public record CallLoad(double perSecond, Duration warmUp, Duration measured, long seed) {

  public CallLoad {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("perSecond is " + perSecond + "; give more than 0");
    }
    if (warmUp.isNegative() || !measured.isPositive()) {
      throw new IllegalArgumentException("measured is " + measured + "; give more than zero");
    }
  }

  /** When they come, in nanoseconds from the beginning of the warm-up. */
  long[] arrivals() {
    long end = warmUp.plus(measured).toNanos();
    Random random = new Random(seed);
    long[] times = new long[Math.toIntExact((long) (2 * perSecond * end / 1e9) + 100)];
    int count = 0;
    double at = gap(random);
    while (at < end && count < times.length) {
      times[count++] = (long) at;
      at += gap(random);
    }
    return Arrays.copyOf(times, count);
  }

  private double gap(Random random) {
    return -Math.log(1 - random.nextDouble()) / perSecond * 1e9;
  }
}
