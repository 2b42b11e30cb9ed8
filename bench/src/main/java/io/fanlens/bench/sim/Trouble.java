package io.fanlens.bench.sim;

/**
 * A time during which a target does not work as it should, from and to in microseconds of the run.
 *
 * @param faultShare share of calls answered with an error
 */
public record Trouble(Kind kind, long from, long to, double faultShare) {

  /** What is wrong. */
  public enum Kind {
    /** Calls are answered with an error. */
    FAULTS,
    /** Calls are not answered at all. */
    HANGS,
    /** Calls are refused for lack of rights. */
    DENIES
  }

  public static Trouble dead(double fromSeconds, double toSeconds) {
    return new Trouble(Kind.FAULTS, (long) (fromSeconds * 1e6), (long) (toSeconds * 1e6), 1.0);
  }

  public static Trouble hanging(double fromSeconds, double toSeconds) {
    return new Trouble(Kind.HANGS, (long) (fromSeconds * 1e6), (long) (toSeconds * 1e6), 1.0);
  }
}
