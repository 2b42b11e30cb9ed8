package io.fanlens.quota;

import java.time.Duration;

/**
 * How many function instances are worth having. In hand must be what is being answered (rate x
 * latency) and enough that waits, so that no target runs dry; more than that only waits, and is
 * billed for it. For 100 calls a second at 0.38 s that is 90 messages, or 9 batches of 10.
 */
public final class Concurrency {

  /** Messages in hand, in multiples of what is being answered: measured. */
  private static final double IN_HAND = 0.9 / 0.38;

  /** AWS Lambda's limits of an event source mapping's MaximumConcurrency. */
  private static final int LEAST = 2;

  private static final int MOST = 1_000;

  private Concurrency() {}

  /**
   * MaximumConcurrency of the mapping.
   *
   * @param permitsPerSecond sum of the quotas
   * @param latency mean time of a call
   * @param batchSize messages an instance gets at a time
   */
  public static int maximum(double permitsPerSecond, Duration latency, int batchSize) {
    if (!(permitsPerSecond > 0) || latency.isNegative() || batchSize < 1) {
      throw new IllegalArgumentException(
          "permitsPerSecond %s, latency %s, batchSize %d; give values above 0"
              .formatted(permitsPerSecond, latency, batchSize));
    }
    double inHand = IN_HAND * permitsPerSecond * latency.toMillis() / 1000.0;
    return Math.clamp(Math.round(inHand / batchSize), LEAST, MOST);
  }
}
