package io.fanlens.quota.reservation;

/**
 * No permit: the message should wait in the queue.
 *
 * @param retryAfterMicros a sensible time to wait
 */
public record NoCapacity(Reason reason, long retryAfterMicros) {

  /** Why there is none. */
  public enum Reason {
    /** All targets are reserved out. */
    BUSY,
    /** No start before the deadline. */
    NO_TIME,
    /** No target is left that was not tried. */
    ALL_TRIED,
    /** All targets are out of use for faults. */
    ALL_UNHEALTHY,
    /** All targets refused us: somebody must look at the rights. */
    ALL_DENIED,
    /** Our clock disagrees with the table's. */
    CLOCK_SKEW,
    /** The day's paid calls are spent. */
    SPENDING_STOP,
    /** The table that counts the day's paid calls is away. */
    SPENDING_UNKNOWN
  }
}
