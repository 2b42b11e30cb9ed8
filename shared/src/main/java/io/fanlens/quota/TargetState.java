package io.fanlens.quota;

/**
 * What all workers share about one target: one item of the table. All times are microseconds since
 * 1970, all lengths microseconds; 0 (or an empty owner) means the attribute is absent.
 *
 * @param tat theoretical arrival time: when the next reservation may start
 * @param waitingAt when batches last found all targets of the group full, in the group's first item
 * @param apiTat the same for the calls' share of the target, see {@link ShareRules}
 */
public record TargetState(
    long tat, long apiTat, long waitingAt, RateState rate, RampState ramp, BreakerState breaker) {

  /** No item yet. */
  public static final TargetState NEW =
      new TargetState(0, 0, 0, RateState.UNCUT, RampState.NONE, BreakerState.CLOSED);

  /** Whether the breaker is not closed. */
  public boolean isOpen() {
    return breaker.isOpen();
  }

  public TargetState withTat(long newTat) {
    return new TargetState(newTat, apiTat, waitingAt, rate, ramp, breaker);
  }

  public TargetState withApiTat(long newApiTat) {
    return new TargetState(tat, newApiTat, waitingAt, rate, ramp, breaker);
  }

  public TargetState withWaitingAt(long newWaitingAt) {
    return new TargetState(tat, apiTat, newWaitingAt, rate, ramp, breaker);
  }

  public TargetState with(RateState newRate) {
    return new TargetState(tat, apiTat, waitingAt, newRate, ramp, breaker);
  }

  public TargetState with(RampState newRamp) {
    return new TargetState(tat, apiTat, waitingAt, rate, newRamp, breaker);
  }

  public TargetState with(BreakerState newBreaker) {
    return new TargetState(tat, apiTat, waitingAt, rate, ramp, newBreaker);
  }
}
