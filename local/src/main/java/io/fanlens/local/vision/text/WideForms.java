package io.fanlens.local.vision.text;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Set;

/**
 * Punctuation, letters and digits as wide as a Chinese character. The network also sees them in
 * Latin text, where they are the ordinary ones: {@code Total：9} is {@code Total:9}.
 */
final class WideForms {

  private static final Set<UnicodeScript> WIDE_SCRIPTS =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.HANGUL);

  private WideForms() {}

  /** Whether wide forms are at home in this text. */
  static boolean belongIn(String text) {
    return text.codePoints().anyMatch(c -> WIDE_SCRIPTS.contains(UnicodeScript.of(c)));
  }

  /** The ordinary form of a wide character; anything else as it is. */
  static String narrowed(String character) {
    return character.length() == 1
            && UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS.equals(
                UnicodeBlock.of(character.charAt(0)))
        ? Normalizer.normalize(character, Normalizer.Form.NFKC)
        : character;
  }
}
