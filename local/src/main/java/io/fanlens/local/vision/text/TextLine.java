package io.fanlens.local.vision.text;

import io.fanlens.local.vision.Point;
import java.util.List;

/**
 * A line of text.
 *
 * @param words in reading direction
 */
public record TextLine(List<Word> words) {

  /**
   * Characters without a space between them.
   *
   * @param confidence in percent
   * @param polygon its corners in reading direction, clockwise, in ratios of the picture's sides
   */
  public record Word(String text, double confidence, List<Point> polygon) {}

  public TextLine {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a line has no words; give at least one");
    }
  }

  public String text() {
    return String.join(" ", words.stream().map(Word::text).toList());
  }

  /** The mean of its words'. */
  public double confidence() {
    return words.stream().mapToDouble(Word::confidence).average().orElseThrow();
  }

  /** From the beginning of its first word to the end of its last one. */
  public List<Point> polygon() {
    List<Point> first = words.getFirst().polygon();
    List<Point> last = words.getLast().polygon();
    return List.of(first.get(0), last.get(1), last.get(2), first.get(3));
  }
}
