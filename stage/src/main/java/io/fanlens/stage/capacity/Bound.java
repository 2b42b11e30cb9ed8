package io.fanlens.stage.capacity;

/**
 * Something that lets only so many pictures a second through.
 *
 * @param kind which sort
 * @param name what it is
 * @param picturesPerSecond that it lets through
 */
public record Bound(Kind kind, String name, double picturesPerSecond) {

  /** What can bind. */
  public enum Kind {
    QUOTA,
    CONCURRENCY,
    ACCOUNT_CONCURRENCY,
    QUOTA_TABLE
  }
}
