package io.fanlens.bench.simulation;

/**
 * A time during which calls to a target fail; from and to in microseconds of the run.
 *
 * @param faultShare share of calls answered with an error
 */
public record TargetFault(Kind kind, long from, long to, double faultShare) {

  /** How calls fail. */
  public enum Kind {
    /** Calls are answered with an error. */
    FAULTS,
    /** Calls are not answered at all. */
    HANGS,
    /** Calls are refused for lack of permissions. */
    DENIES,
    /** Somebody else uses the quota up. */
    THROTTLES
  }

  public static TargetFault dead(double fromSeconds, double toSeconds) {
    return new TargetFault(Kind.FAULTS, (long) (fromSeconds * 1e6), (long) (toSeconds * 1e6), 1.0);
  }

  public static TargetFault throttled(double fromSeconds, double toSeconds) {
    return new TargetFault(
        Kind.THROTTLES, (long) (fromSeconds * 1e6), (long) (toSeconds * 1e6), 1.0);
  }

  public static TargetFault hanging(double fromSeconds, double toSeconds) {
    return new TargetFault(Kind.HANGS, (long) (fromSeconds * 1e6), (long) (toSeconds * 1e6), 1.0);
  }
}
