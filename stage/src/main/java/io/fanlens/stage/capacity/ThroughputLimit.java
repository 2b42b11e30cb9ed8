package io.fanlens.stage.capacity;

/**
 * One of the limits of a stage's throughput; the lowest one binds.
 *
 * @param name as a plan shows it
 * @param picturesPerSecond the throughput that it allows
 */
public record ThroughputLimit(Kind kind, String name, double picturesPerSecond) {

  /** What limits the throughput. */
  public enum Kind {
    QUOTA,
    CONCURRENCY,
    ACCOUNT_CONCURRENCY,
    QUOTA_TABLE
  }
}
