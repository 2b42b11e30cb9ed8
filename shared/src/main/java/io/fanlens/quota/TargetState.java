package io.fanlens.quota;

/**
 * What all workers share about one target: one item of the table. All times are microseconds since
 * 1970, all lengths microseconds; 0 (or an empty owner) means the attribute is absent.
 *
 * @param tat theoretical arrival time: when the next reservation may start
 * @param counts what was counted there
 */
public record TargetState(
    long tat, RateState rate, RampState ramp, BreakerState breaker, CallCounts counts) {

  /** No item yet. */
  public static final TargetState NEW =
      new TargetState(0, RateState.UNCUT, RampState.NONE, BreakerState.CLOSED, CallCounts.NONE);

  /** Whether the breaker is not closed. */
  public boolean isOpen() {
    return breaker.isOpen();
  }

  public TargetState withTat(long newTat) {
    return new TargetState(newTat, rate, ramp, breaker, counts);
  }

  public TargetState with(RateState newRate) {
    return new TargetState(tat, newRate, ramp, breaker, counts);
  }

  public TargetState with(RampState newRamp) {
    return new TargetState(tat, rate, newRamp, breaker, counts);
  }

  public TargetState with(BreakerState newBreaker) {
    return new TargetState(tat, rate, ramp, newBreaker, counts);
  }

  /** With more counted. */
  public TargetState plus(CallCounts more) {
    return new TargetState(tat, rate, ramp, breaker, counts.plus(more));
  }
}
