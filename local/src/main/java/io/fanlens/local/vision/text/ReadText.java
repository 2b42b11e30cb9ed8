package io.fanlens.local.vision.text;

import java.util.List;

/**
 * What is written in an area.
 *
 * @param words at least one
 */
record ReadText(List<ReadWord> words) {

  /**
   * A word.
   *
   * @param confidence from 0 to 1
   * @param from where it begins, in ratios of the area's width
   * @param to where it ends
   */
  record ReadWord(String text, double confidence, double from, double to) {}

  /** Of all characters. */
  double confidence() {
    return words.stream().mapToDouble(word -> word.confidence() * word.text().length()).sum()
        / characters();
  }

  int characters() {
    return words.stream().mapToInt(word -> word.text().length()).sum();
  }
}
