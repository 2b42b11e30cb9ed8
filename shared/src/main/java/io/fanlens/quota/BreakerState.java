package io.fanlens.quota;

/**
 * A target's circuit breaker. Times are microseconds since 1970; 0 (or an empty owner) means
 * absent.
 *
 * @param openUntil no calls until then; after that one worker probes
 * @param openFor the present time out of use, in microseconds; absent while closed
 * @param probeOwner who probes
 * @param faults faults in a row
 * @param faultAt last of them
 */
public record BreakerState(
    long openUntil, long openFor, String probeOwner, int faults, long faultAt) {

  /** Closed, without faults. */
  static final BreakerState CLOSED = new BreakerState(0, 0, "", 0, 0);

  /** Open, without a probe. */
  public static BreakerState open(long until, long length) {
    return CLOSED.open(until, length, "");
  }

  boolean isOpen() {
    return openUntil != 0;
  }

  /** Open, or probed by {@code owner}; the faults stay counted. */
  public BreakerState open(long until, long length, String owner) {
    return new BreakerState(until, length, owner, faults, faultAt);
  }

  BreakerState withFaults(int newFaults, long newFaultAt) {
    return new BreakerState(openUntil, openFor, probeOwner, newFaults, newFaultAt);
  }
}
