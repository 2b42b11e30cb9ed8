package io.fanlens.quota.reservation;

import io.fanlens.quota.QuotaRole;
import java.util.random.RandomGenerator;

/**
 * Why no permit can be had: the message should wait in the queue.
 *
 * @param retryAfterMicros a sensible time to wait
 * @param isTurn whether the message should come back then and not later, because it has its turn
 */
public record NoCapacity(Reason reason, long retryAfterMicros, boolean isTurn) {

  /** Without a turn. */
  public NoCapacity(Reason reason, long retryAfterMicros) {
    this(reason, retryAfterMicros, false);
  }

  /** What a client is told: the time known here, or what the role advises where that is longer. */
  public long retryAfterMicros(QuotaRole role, RandomGenerator random) {
    return Math.max(retryAfterMicros, role.retryAfterMicros(random));
  }

  /** Why there is none. */
  public enum Reason {
    /** All targets are reserved up to the horizon. */
    BUSY,
    /** No start before the deadline. */
    NO_TIME,
    /** No target is left that was not tried. */
    ALL_TRIED,
    /** The breakers of all targets are open after faults. */
    ALL_UNHEALTHY,
    /** All targets denied access: check the permissions. */
    ALL_DENIED,
    /** The clock is too far off the table's. */
    CLOCK_SKEW,
    /** The daily limit of paid calls is reached. */
    SPENDING_STOP,
    /** The table that counts the paid calls is unavailable. */
    SPENDING_UNKNOWN
  }
}
