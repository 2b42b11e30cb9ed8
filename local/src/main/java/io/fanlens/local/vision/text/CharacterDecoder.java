package io.fanlens.local.vision.text;

import io.fanlens.local.vision.text.ReadText.ReadWord;
import io.fanlens.local.vision.text.WordGaps.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns the network's probabilities, a row for each step from left to right, into words. The same
 * character in two steps without a blank between them is one character.
 */
final class CharacterDecoder {

  /** The class of a step without a character. */
  private static final int BLANK = 0;

  /** Under the character before it, with its descender. */
  private static final String REACHES_BACK = "j";

  /** Characters reach about this many steps to the left and right of where they were seen. */
  private static final double BEFORE = 0.6;

  private static final double AFTER = 1.6;

  /** By class: the blank first, the space last. */
  private final List<String> characters;

  CharacterDecoder(List<String> characters) {
    this.characters = List.copyOf(characters);
  }

  private int space() {
    return characters.size() - 1;
  }

  /** Empty when there is no character. */
  Optional<ReadText> decode(float[] probabilities, InkGaps ink) {
    int classes = characters.size();
    int steps = probabilities.length / classes;
    List<Seen> seen = new ArrayList<>();
    boolean[] spaceBefore = new boolean[steps];
    int last = BLANK;
    for (int step = 0; step < steps; step++) {
      int best = best(probabilities, step * classes, classes);
      if (best == space()) {
        spaceBefore[seen.size()] = true;
      } else if (best != BLANK && best != last) {
        seen.add(new Seen(best, step, probabilities[step * classes + best]));
      }
      last = best;
    }
    return words(seen, gaps(seen, probabilities, ink, spaceBefore), steps);
  }

  private Optional<ReadText> words(List<Seen> seen, List<Gap> gaps, int steps) {
    List<Boolean> isSpace = WordGaps.areSpaces(gaps);
    boolean narrow = seen.stream().noneMatch(s -> WideForms.belongIn(characters.get(s.character)));
    List<ReadWord> words = new ArrayList<>();
    List<Seen> word = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      if (i > 0 && isSpace.get(i - 1)) {
        words.add(word(word, steps, narrow));
        word.clear();
      }
      word.add(seen.get(i));
    }
    if (!word.isEmpty()) {
      words.add(word(word, steps, narrow));
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(new ReadText(words));
  }

  private static int best(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }

  private List<Gap> gaps(
      List<Seen> seen, float[] probabilities, InkGaps ink, boolean[] spaceBefore) {
    int steps = probabilities.length / characters.size();
    List<String> line = seen.stream().map(s -> characters.get(s.character)).toList();
    List<Gap> gaps = new ArrayList<>();
    for (int i = 1; i < seen.size(); i++) {
      int from = seen.get(i - 1).step;
      int to = seen.get(i).step;
      double space = spaceBefore[i] ? 1 : 0;
      for (int step = from + 1; step < to; step++) {
        space = Math.max(space, probabilities[step * characters.size() + space()]);
      }
      gaps.add(
          new Gap(
              space,
              line.get(i).equals(REACHES_BACK)
                  ? ink.widestAboveBaseline((double) from / steps, (to + 1.0) / steps)
                  : ink.widest((double) from / steps, (to + 1.0) / steps),
              WordGaps.isInNumber(line, i - 1)));
    }
    return gaps;
  }

  private ReadWord word(List<Seen> word, int steps, boolean narrow) {
    StringBuilder text = new StringBuilder();
    for (Seen seen : word) {
      String character = characters.get(seen.character);
      text.append(narrow ? WideForms.narrowed(character) : character);
    }
    return new ReadWord(
        text.toString(),
        word.stream().mapToDouble(Seen::probability).average().orElseThrow(),
        Math.max(0, (word.getFirst().step - BEFORE) / steps),
        Math.min(1, (word.getLast().step + AFTER) / steps));
  }

  /** A character and the step where it was first seen. */
  private record Seen(int character, int step, double probability) {}
}
