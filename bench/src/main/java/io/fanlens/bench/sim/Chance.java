package io.fanlens.bench.sim;

import java.util.random.RandomGenerator;

/** Random times, in microseconds. */
final class Chance {

  private Chance() {}

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
