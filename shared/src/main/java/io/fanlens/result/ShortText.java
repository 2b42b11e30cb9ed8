package io.fanlens.result;

/** Text that is cut where a list or an index has no room for all of it. */
public final class ShortText {

  private static final String CUT = "...";

  private ShortText() {}

  /**
   * The text, or its beginning and three dots. No character is cut in two.
   *
   * @param most length of what is returned, in UTF-16 units, at least 4
   */
  public static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
