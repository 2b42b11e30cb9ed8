package io.fanlens.stage.capacity;

/**
 * How many instances of the API's function may run at once. AWS Lambda gives an instance one call
 * at a time, so by Little's law the calls in progress are the calls a second times the seconds that
 * each takes: its own time, and at most the longest wait for a start. 100 calls a second that wait
 * up to 5 s are 560 instances; without a wait they are 60.
 */
public final class ApiFence {

  /** Rekognition's 0.35 s and the function's own 0.25 s. */
  public static final double CALL_SECONDS = 0.6;

  /** A margin for everything else in an account of 1,000, which must keep 100 unreserved. */
  private static final int MOST_BY_DEFAULT = 500;

  private static final int LEAST = 5;

  private ApiFence() {}

  /** The default of {@code api.concurrency}: all quotas in use, and as many callers waiting. */
  public static int instances(double callsPerSecond, double maxWaitSeconds) {
    return Math.clamp(inProgress(callsPerSecond, maxWaitSeconds), LEAST, MOST_BY_DEFAULT);
  }

  /** Calls in progress at this load, each of which waits so long. */
  public static int inProgress(double callsPerSecond, double waitSeconds) {
    return (int)
        Math.min(Integer.MAX_VALUE, Math.ceil(callsPerSecond * (CALL_SECONDS + waitSeconds)));
  }
}
