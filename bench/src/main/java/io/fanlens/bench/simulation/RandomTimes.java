package io.fanlens.bench.simulation;

import java.util.random.RandomGenerator;

/** Random times, in microseconds. */
final class RandomTimes {

  private RandomTimes() {}

  /** Lognormal with that mean. */
  static long lognormal(RandomGenerator random, double meanMicros, double sigma) {
    return (long) (meanMicros * Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2));
  }

  static long exponential(RandomGenerator random, long meanMicros) {
    return (long) (meanMicros * random.nextExponential());
  }

  static long uniform(RandomGenerator random, long from, long to) {
    return from + random.nextLong(to - from + 1);
  }
}
