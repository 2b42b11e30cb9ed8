package io.fanlens.quota;

/**
 * What all workers share about one target: one item of the table. All times are microseconds since
 * 1970, all lengths microseconds; 0 (or an empty owner) means the attribute is absent.
 *
 * @param tat theoretical arrival time: when the next reservation may start
 * @param apiTat the same for the calls' share of the target, see {@link ShareRules}
 * @param waitingAt when batches last found all targets of the group full, in the group's first item
 * @param turnAt when the next message that a slow pool refused should have its start, in the same
 *     item, see {@link TurnRules}
 * @param counts what was counted there
 */
public record TargetState(
    long tat,
    long apiTat,
    long waitingAt,
    long turnAt,
    RateState rate,
    Ramp ramp,
    BreakerState breaker,
    CallCounts counts) {

  /**
   * A target's last slow start.
   *
   * @param startedAt microseconds since 1970; 0 when there was none
   * @param length in microseconds
   */
  public record Ramp(long startedAt, long length) {
    static final Ramp NONE = new Ramp(0, 0);
  }

  /** No item yet. */
  public static final TargetState NEW =
      new TargetState(0, 0, 0, 0, RateState.UNCUT, Ramp.NONE, BreakerState.CLOSED, CallCounts.NONE);

  /** Whether the breaker is not closed. */
  public boolean isOpen() {
    return breaker.isOpen();
  }

  public TargetState withTat(long newTat) {
    return new TargetState(newTat, apiTat, waitingAt, turnAt, rate, ramp, breaker, counts);
  }

  public TargetState withApiTat(long newApiTat) {
    return new TargetState(tat, newApiTat, waitingAt, turnAt, rate, ramp, breaker, counts);
  }

  public TargetState withWaitingAt(long newWaitingAt) {
    return new TargetState(tat, apiTat, newWaitingAt, turnAt, rate, ramp, breaker, counts);
  }

  public TargetState withTurnAt(long newTurnAt) {
    return new TargetState(tat, apiTat, waitingAt, newTurnAt, rate, ramp, breaker, counts);
  }

  public TargetState with(RateState newRate) {
    return new TargetState(tat, apiTat, waitingAt, turnAt, newRate, ramp, breaker, counts);
  }

  public TargetState with(Ramp newRamp) {
    return new TargetState(tat, apiTat, waitingAt, turnAt, rate, newRamp, breaker, counts);
  }

  public TargetState with(BreakerState newBreaker) {
    return new TargetState(tat, apiTat, waitingAt, turnAt, rate, ramp, newBreaker, counts);
  }

  /** With more counted. */
  public TargetState plus(CallCounts more) {
    return new TargetState(tat, apiTat, waitingAt, turnAt, rate, ramp, breaker, counts.plus(more));
  }
}
