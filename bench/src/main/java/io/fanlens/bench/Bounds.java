package io.fanlens.bench;

/** Checks of options. */
final class Bounds {

  private Bounds() {}

  static void atLeast(int least, String option, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d; give %d or more".formatted(option, value, least));
    }
  }
}
