package io.fanlens.operations.audit;

import java.math.BigInteger;
import java.util.Locale;

/**
 * Sequencers for the audit's own events. Sequencers of S3 have 16 to 18 hex digits and are padded
 * to 32 before they are compared, so there are values below every real one and between any two of
 * them: {@code 0055AED6DCD90281E5} is followed by {@code 0055AED6DCD90281E500000000000001}, and
 * both are older than {@code 0055AED6DCD90281E6}.
 */
final class Sequencers {

  private static final int DIGITS = 32;

  /** Older than every real event: fills missing rows only. */
  static final String LOWEST = "0".repeat(DIGITS);

  private Sequencers() {}

  /** Newer than this one, older than every later real one. */
  static String justAfter(String sequencer) {
    String padded = sequencer + "0".repeat(Math.max(0, DIGITS - sequencer.length()));
    String next =
        new BigInteger(padded, 16).add(BigInteger.ONE).toString(16).toUpperCase(Locale.ROOT);
    return "0".repeat(padded.length() - next.length()) + next;
  }
}
