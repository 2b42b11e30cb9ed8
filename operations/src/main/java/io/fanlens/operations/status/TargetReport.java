package io.fanlens.operations.status;

import io.fanlens.quota.Pacing;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import java.util.Optional;

/**
 * What the item of a target means, for whoever looks at a deployment. A target of 100 calls a
 * second that was cut twice reports a rate of 80.75.
 *
 * @param rate calls a second that it is asked for at most now, before the pace's margin
 * @param until end of the time out of use, microseconds; absent while in use
 * @param bookedAheadMicros how long it is booked out from now
 */
public record TargetReport(
    TargetQuota quota, double rate, Use use, Optional<Long> until, long bookedAheadMicros) {

  /** Whether a target is called. */
  public enum Use {
    /** The breaker is closed. */
    CLOSED,
    /** Out of use after faults. */
    OPEN,
    /** The time out of use is over, and one call is the probe. */
    HALF_OPEN,
    /** It refused us: no rights, or a Region that is not opted in. */
    DENIED
  }

  /** Reads an item. */
  public static TargetReport of(TargetQuota quota, TargetState state, QuotaRules rules, long now) {
    Pacing pacing = new Pacing(rules);
    double share = (double) pacing.configured(quota) / pacing.interval(quota, state, now);
    return new TargetReport(
        quota,
        quota.permitsPerSecond() * share,
        use(state, rules, now),
        state.isOpen() ? Optional.of(state.breaker().openUntil()) : Optional.empty(),
        Math.max(0, state.tat() - now));
  }

  private static Use use(TargetState state, QuotaRules rules, long now) {
    if (!state.isOpen()) {
      return Use.CLOSED;
    }
    if (!state.breaker().probeOwner().isEmpty() || state.breaker().openUntil() < now) {
      return Use.HALF_OPEN;
    }
    return state.breaker().openFor() >= rules.breaker().deniedMicros() ? Use.DENIED : Use.OPEN;
  }
}
