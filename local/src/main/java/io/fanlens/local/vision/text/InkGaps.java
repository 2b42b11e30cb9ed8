package io.fanlens.local.vision.text;

import java.util.Arrays;

/** Which columns of a line have no ink: those that hardly differ from the background. */
final class InkGaps {

  /** Ascenders, descenders and what grew into the area from its neighbours say nothing. */
  private static final double MARGIN = 0.125;

  /** Of the way from the emptiest columns to the fullest ones: noise and blur stay below. */
  private static final double LEAST_INK = 0.12;

  private static final int GREYS = 256;

  private final boolean[] empty;

  private InkGaps(boolean[] empty) {
    this.empty = empty;
  }

  static InkGaps of(Pixels pixels) {
    int[] grey = Arrays.stream(pixels.rgb()).map(InkGaps::grey).toArray();
    int background = mostFrequent(grey);
    int from = (int) (MARGIN * pixels.height());
    double[] ink = new double[pixels.width()];
    for (int y = from; y < pixels.height() - from; y++) {
      for (int x = 0; x < pixels.width(); x++) {
        ink[x] += Math.abs(grey[y * pixels.width() + x] - background);
      }
    }
    double[] sorted = ink.clone();
    Arrays.sort(sorted);
    double least = sorted[sorted.length / 10];
    double limit = least + LEAST_INK * (sorted[sorted.length * 9 / 10] - least);
    boolean[] empty = new boolean[ink.length];
    for (int x = 0; x < ink.length; x++) {
      empty[x] = ink[x] < limit;
    }
    return new InkGaps(empty);
  }

  private static int grey(int rgb) {
    return (3 * (rgb >> 16 & 255) + 6 * (rgb >> 8 & 255) + (rgb & 255)) / 10;
  }

  private static int mostFrequent(int[] grey) {
    int[] count = new int[GREYS];
    int most = 0;
    for (int value : grey) {
      count[value]++;
      if (count[value] > count[most]) {
        most = value;
      }
    }
    return most;
  }

  /** Columns of the widest gap between two places, in ratios of the width. */
  int widest(double from, double to) {
    int widest = 0;
    int run = 0;
    int end = Math.min(empty.length - 1, (int) (to * empty.length));
    for (int x = (int) (from * empty.length); x <= end; x++) {
      run = empty[x] ? run + 1 : 0;
      widest = Math.max(widest, run);
    }
    return widest;
  }
}
