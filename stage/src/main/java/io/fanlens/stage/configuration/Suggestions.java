package io.fanlens.stage.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known key that a misspelt one may stand for: {@code memory} is a prefix of {@code
 * memoryMb}, {@code homeRegoin} is two edits away from {@code homeRegion}.
 */
public final class Suggestions {

  /** With more edits it is another word. */
  private static final int MAX_EDITS = 2;

  private Suggestions() {}

  /** The known word that was probably meant. */
  public static Optional<String> closest(String written, Collection<String> known) {
    String word = written.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(each -> edits(word, each.toLowerCase(Locale.ROOT)) <= MAX_EDITS)
        .min(Comparator.comparingInt(each -> edits(word, each.toLowerCase(Locale.ROOT))));
  }

  /** The Levenshtein distance; 0 for a prefix of at least four letters. */
  private static int edits(String written, String known) {
    if (written.length() >= 4 && known.startsWith(written)) {
      return 0;
    }
    int[] before = new int[known.length() + 1];
    for (int j = 0; j <= known.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= written.length(); i++) {
      int[] now = new int[known.length() + 1];
      now[0] = i;
      for (int j = 1; j <= known.length(); j++) {
        int replaced = before[j - 1] + (written.charAt(i - 1) == known.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[known.length()];
  }
}
