package io.fanlens.quota.reservation;

import java.util.random.RandomGenerator;

/** Draws the largest number below each bound: every random wait is the longest possible. */
final class LargestRandom implements RandomGenerator {

  @Override
  public long nextLong() {
    return -1;
  }

  @Override
  public long nextLong(long bound) {
    return bound - 1;
  }
}
