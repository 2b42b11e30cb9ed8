package io.fanlens.quota;

/**
 * What all workers share about one target: one item of the table. All times are microseconds since
 * 1970, all lengths microseconds; 0 (or an empty owner) means the attribute is absent.
 *
 * @param tat theoretical arrival time: when the next reservation may start
 */
public record TargetState(long tat, RateState rate, RampState ramp, BreakerState breaker) {

  /** No item yet. */
  public static final TargetState NEW =
      new TargetState(0, RateState.UNCUT, RampState.NONE, BreakerState.CLOSED);

  /** Whether the breaker is not closed. */
  public boolean isOpen() {
    return breaker.isOpen();
  }

  public TargetState withTat(long newTat) {
    return new TargetState(newTat, rate, ramp, breaker);
  }

  public TargetState with(RateState newRate) {
    return new TargetState(tat, newRate, ramp, breaker);
  }

  public TargetState with(RampState newRamp) {
    return new TargetState(tat, rate, newRamp, breaker);
  }

  public TargetState with(BreakerState newBreaker) {
    return new TargetState(tat, rate, ramp, newBreaker);
  }
}
