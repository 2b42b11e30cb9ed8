package io.fanlens.quota;

/**
 * How far a target's rate is cut. Times are microseconds since 1970; 0 means absent.
 *
 * @param interval microseconds between two calls after cuts; absent while nothing was cut
 * @param cutAt last cut
 * @param raisedAt last raise
 * @param armedAt last throttle that was the first of its kind
 */
public record RateState(long interval, long cutAt, long raisedAt, long armedAt) {

  /** The configured rate. */
  static final RateState UNCUT = new RateState(0, 0, 0, 0);
}
