package io.fanlens.stage.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Which known word somebody may have meant: {@code memory} is {@code memoryMb} cut short, {@code
 * homeRegoin} is {@code homeRegion} with two letters changed.
 */
final class Suggestions {

  /** More changed letters make another word. */
  private static final int MOST_CHANGES = 2;

  private Suggestions() {}

  static Optional<String> to(String written, Collection<String> known) {
    String word = written.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(each -> changes(word, each.toLowerCase(Locale.ROOT)) <= MOST_CHANGES)
        .min(Comparator.comparingInt(each -> changes(word, each.toLowerCase(Locale.ROOT))));
  }

  /** Letters to put in, take out or replace; none for a word that was only cut short. */
  private static int changes(String written, String known) {
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
