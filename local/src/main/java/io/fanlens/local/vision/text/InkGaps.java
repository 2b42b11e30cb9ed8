package io.fanlens.local.vision.text;

import java.util.Arrays;

/** Which columns of a line have no ink: those that hardly differ from the background. */
final class InkGaps {

  /** Ascenders, descenders and what grew into the area from its neighbours say nothing. */
  private static final double MARGIN = 0.125;

  /** From here on down there are only descenders. */
  private static final double BASELINE = 0.7;

  /** Of the way from the emptiest columns to the fullest ones: noise and blur stay below. */
  private static final double LEAST_INK = 0.12;

  private static final int GREYS = 256;

  private final boolean[] empty;
  private final boolean[] emptyAboveBaseline;

  private InkGaps(boolean[] empty, boolean[] emptyAboveBaseline) {
    this.empty = empty;
    this.emptyAboveBaseline = emptyAboveBaseline;
  }

  static InkGaps of(Pixels pixels) {
    int[] grey = Arrays.stream(pixels.rgb()).map(InkGaps::grey).toArray();
    int background = mostFrequent(grey);
    int top = (int) (MARGIN * pixels.height());
    return new InkGaps(
        empty(pixels, grey, background, top, pixels.height() - top),
        empty(pixels, grey, background, top, (int) (BASELINE * pixels.height())));
  }

  private static boolean[] empty(Pixels pixels, int[] grey, int background, int from, int to) {
    double[] ink = new double[pixels.width()];
    for (int y = from; y < to; y++) {
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
    return empty;
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
    return widest(empty, from, to);
  }

  /** The same without descenders, for a character whose descender reaches under the one before. */
  int widestAboveBaseline(double from, double to) {
    return widest(emptyAboveBaseline, from, to);
  }

  private static int widest(boolean[] empty, double from, double to) {
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
