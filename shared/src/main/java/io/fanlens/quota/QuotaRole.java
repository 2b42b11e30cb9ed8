package io.fanlens.quota;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Who reserves: batches from the queue, which can wait, or calls whose clients wait for the answer.
 * Both use the same items; calls come first because they may reserve further ahead. Times are in
 * microseconds.
 *
 * @param horizonMicros nothing is reserved that starts later than this
 * @param marginMicros a target counts as full this long before the horizon, while the write's
 *     condition allows all of it: what others reserved since the read must not fail the write
 * @param spreadMicros and up to this much longer, at random: if many who find all targets full saw
 *     room in the same one at the same moment, most of their writes would fail
 * @param longestHorizonMicros the longest of all roles: a queue that ends later is implausible
 * @param share how much of a target the role may take while others wait
 * @param turns how those wait that are refused by a slow pool
 */
public record QuotaRole(
    long horizonMicros,
    long marginMicros,
    long spreadMicros,
    long longestHorizonMicros,
    ShareRules share,
    TurnRules turns) {

  /** Batches, where nobody else reserves. */
  public static final QuotaRole BATCH_ALONE =
      new QuotaRole(1_000_000, 0, 0, 1_000_000, ShareRules.WHOLE, TurnRules.BATCH_ALONE);

  private static final long BATCH_HORIZON = 300_000;
  private static final long BATCH_MARGIN = 100_000;
  private static final long CALL_MARGIN = 250_000;
  private static final long CALL_SPREAD = 500_000;

  /** Who waits says so this often, which is well within {@link ShareRules#waitingMicros}. */
  public static final long SAY_WAITING_EVERY = 10_000_000;

  private static final int LATEST_RETRY = 4;

  public QuotaRole {
    RuleChecks.requirePositive("horizonMicros", horizonMicros);
    if (marginMicros < 0 || spreadMicros < 0 || marginMicros + spreadMicros >= horizonMicros) {
      throw new IllegalArgumentException(
          "marginMicros and spreadMicros are %d and %d; give less than horizonMicros (%d) together"
              .formatted(marginMicros, spreadMicros, horizonMicros));
    }
    if (longestHorizonMicros < horizonMicros) {
      throw new IllegalArgumentException(
          "longestHorizonMicros is %d; give at least horizonMicros (%d)"
              .formatted(longestHorizonMicros, horizonMicros));
    }
  }

  /** Without turns. */
  public QuotaRole(
      long horizonMicros,
      long marginMicros,
      long spreadMicros,
      long longestHorizonMicros,
      ShareRules share) {
    this(horizonMicros, marginMicros, spreadMicros, longestHorizonMicros, share, TurnRules.NONE);
  }

  /** Batches beside calls that may wait so long. */
  public static QuotaRole batchBesideCalls(Duration longestWait) {
    return new QuotaRole(
        BATCH_HORIZON,
        BATCH_MARGIN,
        0,
        Math.max(BATCH_HORIZON, Micros.of(longestWait)),
        ShareRules.WHOLE,
        TurnRules.BATCH_BESIDE_CALLS);
  }

  /**
   * Calls, beside batches.
   *
   * @param share how much of every target they may take while batches wait; 1 for all
   */
  public static QuotaRole calls(Duration longestWait, double share) {
    long horizon = Math.max(BATCH_HORIZON, Micros.of(longestWait));
    return new QuotaRole(
        horizon,
        Math.min(CALL_MARGIN, horizon / 4),
        Math.min(CALL_SPREAD, horizon / 4),
        Math.max(BATCH_HORIZON, horizon),
        ShareRules.WHOLE.withShare(share));
  }

  /** Nothing is reserved of a pool of that rate that starts later than this. */
  public long horizonMicros(double permitsPerSecond) {
    return Math.max(horizonMicros, turns.horizonMicros(permitsPerSecond));
  }

  /** Whether messages that a pool of that rate refused take turns. */
  public boolean takesTurns(double permitsPerSecond) {
    return turns.horizonMicros(permitsPerSecond) > horizonMicros;
  }

  /** No role reserves a target of that rate further ahead. */
  public long longestHorizonMicros(double permitsPerSecond) {
    return Math.max(longestHorizonMicros, TurnRules.BATCH_ALONE.horizonMicros(permitsPerSecond));
  }

  /** Others reserve further ahead, and must be told when this one waits. */
  public boolean isYielding() {
    return longestHorizonMicros > horizonMicros;
  }

  /** How long before its end the queue of a target counts as full this time. */
  public long marginMicros(RandomGenerator random) {
    return spreadMicros == 0 ? marginMicros : marginMicros + random.nextLong(spreadMicros);
  }

  /**
   * When a client that was refused should try again: at a random time from the horizon up to four
   * of them. If all came back when the next start is free, all but one would come in vain.
   */
  public long retryAfterMicros(RandomGenerator random) {
    return horizonMicros + random.nextLong((LATEST_RETRY - 1) * horizonMicros + 1);
  }
}
