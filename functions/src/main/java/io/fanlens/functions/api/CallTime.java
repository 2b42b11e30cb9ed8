package io.fanlens.functions.api;

import io.fanlens.settings.Timings;
import java.time.Duration;
import java.time.Instant;

/**
 * The time that a request has.
 *
 * @param lastStart no call to Rekognition is sent after this, so that its answer is in time
 * @param end the process is stopped then, whatever it does
 */
record CallTime(Instant lastStart, Instant end) {

  /**
   * From now on.
   *
   * @param time until an answer must be there
   * @param callTimeout of one call to Rekognition
   */
  static CallTime of(Instant now, Duration time, Duration callTimeout) {
    Instant answered = now.plus(time);
    return new CallTime(answered.minus(callTimeout), answered.plus(Timings.ANSWER));
  }

  /** The same, with something left to do after the last answer. */
  CallTime reserving(Duration time) {
    return new CallTime(lastStart.minus(time), end);
  }
}
