package io.fanlens.status;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.Pacing;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import java.util.Optional;

/**
 * State of a target for the status report. A target of 100 calls a second that was cut twice has a
 * rate of 80.75.
 *
 * @param rate current upper limit of calls a second, before the pacing margin
 * @param until end of the open time, microseconds; empty while closed
 * @param bookedAheadMicros how far ahead it is fully reserved
 * @param counts of calls since the item was made
 */
public record TargetReport(
    TargetQuota quota,
    double rate,
    Breaker breaker,
    Optional<Long> until,
    long bookedAheadMicros,
    CallCounts counts) {

  /** State of the circuit breaker. */
  public enum Breaker {
    /** Calls flow. */
    CLOSED,
    /** No calls after faults. */
    OPEN,
    /** The open time is over; one call probes. */
    HALF_OPEN,
    /** Access denied: missing permissions, or a Region that is not opted in. */
    DENIED
  }

  /** Interprets an item of the quota table. */
  public static TargetReport of(TargetQuota quota, TargetState state, QuotaRules rules, long now) {
    Pacing pacing = new Pacing(rules);
    double share = (double) pacing.configured(quota) / pacing.interval(quota, state, now);
    return new TargetReport(
        quota,
        quota.permitsPerSecond() * share,
        breaker(state, rules, now),
        state.isOpen() ? Optional.of(state.breaker().openUntil()) : Optional.empty(),
        Math.max(0, state.tat() - now),
        state.counts());
  }

  /** Whether throttles have lowered the rate. */
  public boolean isCut() {
    return rate < quota.permitsPerSecond() * 0.995;
  }

  private static Breaker breaker(TargetState state, QuotaRules rules, long now) {
    if (!state.isOpen()) {
      return Breaker.CLOSED;
    }
    if (!state.breaker().probeOwner().isEmpty() || state.breaker().openUntil() < now) {
      return Breaker.HALF_OPEN;
    }
    return state.breaker().openFor() >= rules.breaker().deniedMicros()
        ? Breaker.DENIED
        : Breaker.OPEN;
  }
}
