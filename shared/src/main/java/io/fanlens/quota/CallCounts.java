package io.fanlens.quota;

/**
 * What was counted at a target since its item was made, by all processes. No write is made for it:
 * it is added to by the steps that are written anyway. The numbers only grow.
 *
 * @param permits that were reserved, probes among them
 * @param unused of these, the ones that no call was sent with: given back, missed or left over
 * @param throttles calls that were throttled
 */
public record CallCounts(long permits, long unused, long throttles) {

  public static final CallCounts NONE = new CallCounts(0, 0, 0);

  public CallCounts {
    if (permits < 0 || unused < 0 || throttles < 0) {
      throw new IllegalArgumentException(
          "permits, unused and throttles are %d, %d and %d; none counts down"
              .formatted(permits, unused, throttles));
    }
  }

  public CallCounts plus(CallCounts more) {
    return new CallCounts(permits + more.permits, unused + more.unused, throttles + more.throttles);
  }
}
