package io.fanlens.local.vision.text;

import java.util.List;

/**
 * How far read lines are from what was written: characters to insert, delete or replace.
 *
 * @param errors of all lines
 * @param characters that were written
 */
record CharacterErrors(int errors, int characters) {

  static final CharacterErrors NONE = new CharacterErrors(0, 0);

  static CharacterErrors of(List<String> written, List<String> read) {
    String one = String.join("\n", written);
    return new CharacterErrors(distance(one, String.join("\n", read)), one.length());
  }

  CharacterErrors plus(CharacterErrors other) {
    return new CharacterErrors(errors + other.errors, characters + other.characters);
  }

  /** From 0 for none. */
  double rate() {
    return (double) errors / characters;
  }

  /** The edit distance, by Levenshtein. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
