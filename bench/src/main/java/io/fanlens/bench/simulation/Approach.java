package io.fanlens.bench.simulation;

import java.util.random.RandomGenerator;

/** How the pictures of a run are spread over the targets. */
public enum Approach {
  /**
   * The AWS sample's: one Region, one picture an invocation, 50 at a time; up to 3 retries, each
   * after 0.1 s x 2^n and 0.2 to 1.0 s more, then the message waits for its visibility time-out of
   * 300 s.
   */
  SAMPLE("AWS sample", 4),
  /**
   * Weighted random Region, exponential backoff with full jitter from 100 ms up to 20 s, a new draw
   * each time; after 5 attempts the message waits for its visibility time-out.
   */
  BACKOFF("random + backoff", 5),
  /**
   * Weighted random Region, and there an SDK client in adaptive mode: 3 attempts, its waits of up
   * to 1 s x 2^n after a throttle, its client-side rate limiter an instance and Region.
   */
  ADAPTIVE("random + SDK adaptive", 3),
  /** Reserve before you call. */
  FANLENS("Fanlens", Integer.MAX_VALUE);

  static final int SAMPLE_CONCURRENCY = 50;
  static final long SAMPLE_VISIBILITY = 300_000_000;

  private static final long LONGEST = 20_000_000;

  private final String label;
  private final int attempts;

  Approach(String label, int attempts) {
    this.label = label;
    this.attempts = attempts;
  }

  public String label() {
    return label;
  }

  /** Calls sent before it gives up. */
  public int attempts() {
    return attempts;
  }

  /** The wait after that attempt, counted from 1. */
  public long waitMicros(int attempt, boolean throttled, RandomGenerator random) {
    return switch (this) {
      case SAMPLE -> (100_000L << attempt) + RandomTimes.uniform(random, 200_000, 1_000_000);
      case BACKOFF -> RandomTimes.uniform(random, 0, Math.min(LONGEST, 100_000L << (attempt - 1)));
      case ADAPTIVE -> {
        long base = throttled ? 1_000_000 : 100_000;
        yield RandomTimes.uniform(random, 0, Math.min(LONGEST, base << (attempt - 1)));
      }
      case FANLENS -> 0;
    };
  }
}
