package io.fanlens.quota;

/**
 * What all workers share about one target: one item of the table. All times are microseconds since
 * 1970, all lengths microseconds; 0 (or an empty owner) means the attribute is absent.
 *
 * @param tat theoretical arrival time: when the next booking may start
 * @param interval time between two calls after cuts; absent while nothing was cut
 * @param cutAt last cut
 * @param raisedAt last raise
 * @param armedAt last throttle that was the first of its kind
 * @param openUntil breaker: out of use until then; then somebody probes
 * @param openFor breaker: the present time out of use; present while not closed
 * @param probeOwner breaker: who probes
 * @param faults breaker: faults in a row
 * @param faultAt breaker: last of them
 * @param rampAt start of a slow start
 * @param rampFor its length
 */
public record TargetState(
    long tat,
    long interval,
    long cutAt,
    long raisedAt,
    long armedAt,
    long openUntil,
    long openFor,
    String probeOwner,
    int faults,
    long faultAt,
    long rampAt,
    long rampFor) {

  /** No item yet. */
  public static final TargetState NEW = new TargetState(0, 0, 0, 0, 0, 0, 0, "", 0, 0, 0, 0);

  /** Whether the breaker is not closed. */
  public boolean isOpen() {
    return openUntil != 0;
  }

  public TargetState withTat(long newTat) {
    return new TargetState(
        newTat,
        interval,
        cutAt,
        raisedAt,
        armedAt,
        openUntil,
        openFor,
        probeOwner,
        faults,
        faultAt,
        rampAt,
        rampFor);
  }

  public TargetState withInterval(long newInterval, long newCutAt, long newRaisedAt) {
    return new TargetState(
        tat,
        newInterval,
        newCutAt,
        newRaisedAt,
        armedAt,
        openUntil,
        openFor,
        probeOwner,
        faults,
        faultAt,
        rampAt,
        rampFor);
  }

  TargetState withArmedAt(long newArmedAt) {
    return new TargetState(
        tat,
        interval,
        cutAt,
        raisedAt,
        newArmedAt,
        openUntil,
        openFor,
        probeOwner,
        faults,
        faultAt,
        rampAt,
        rampFor);
  }

  public TargetState withBreaker(long newOpenUntil, long newOpenFor, String newOwner) {
    return new TargetState(
        tat,
        interval,
        cutAt,
        raisedAt,
        armedAt,
        newOpenUntil,
        newOpenFor,
        newOwner,
        faults,
        faultAt,
        rampAt,
        rampFor);
  }

  TargetState withFaults(int newFaults, long newFaultAt) {
    return new TargetState(
        tat,
        interval,
        cutAt,
        raisedAt,
        armedAt,
        openUntil,
        openFor,
        probeOwner,
        newFaults,
        newFaultAt,
        rampAt,
        rampFor);
  }

  TargetState withRamp(long newRampAt, long newRampFor) {
    return new TargetState(
        tat,
        interval,
        cutAt,
        raisedAt,
        armedAt,
        openUntil,
        openFor,
        probeOwner,
        faults,
        faultAt,
        newRampAt,
        newRampFor);
  }
}
