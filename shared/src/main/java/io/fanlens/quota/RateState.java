package io.fanlens.quota;

/**
 * How far a target's rate is cut. Times are microseconds since 1970; 0 means absent. What the rate
 * is by now is not written: it follows from the time since the last cut, see {@link
 * Pacing#recovered}.
 *
 * @param interval microseconds between two calls, as the last cut left it; absent while nothing was
 *     cut
 * @param cutAt last cut
 * @param goodInterval microseconds between two calls before the last series of cuts
 * @param armedAt last throttle that was the first of its kind
 */
public record RateState(long interval, long cutAt, long goodInterval, long armedAt) {

  /** The configured rate. */
  static final RateState UNCUT = new RateState(0, 0, 0, 0);
}
