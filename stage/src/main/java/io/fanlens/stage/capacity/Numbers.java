package io.fanlens.stage.capacity;

import java.util.Locale;

/** Formats numbers for people: 1,234,567 and 12.5 and 0.136. */
public final class Numbers {

  private Numbers() {}

  /** At least three significant digits, no trailing zeros. */
  public static String brief(double value) {
    double size = Math.abs(value);
    if (size >= 1000 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    String text = String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.3f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  public static String dollars(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }

  /** {@code 45 s}, {@code 12 min}, {@code 3.5 h}. */
  public static String time(double seconds) {
    if (seconds < 120) {
      return brief(seconds < 10 ? Math.round(seconds * 10) / 10.0 : Math.round(seconds)) + " s";
    }
    if (seconds < 7200) {
      return brief(Math.round(seconds / 6) / 10.0) + " min";
    }
    return brief(Math.round(seconds / 360) / 10.0) + " h";
  }
}
