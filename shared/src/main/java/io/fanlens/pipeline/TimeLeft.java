package io.fanlens.pipeline;

import io.fanlens.quota.Sleeper;
import io.fanlens.settings.Timings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of one message.
 *
 * @param deadline when all its work must be done
 */
record TimeLeft(Timings timings, Instant deadline, InstantSource clock, Sleeper sleeper) {

  Instant now() {
    return clock.instant();
  }

  /** What follows a call must fit into the function's time too. */
  Instant lastCall(boolean isConfirmed) {
    Instant lastStart = deadline.minus(timings.call()).minus(timings.store());
    return isConfirmed ? lastStart.minus(timings.confirm()) : lastStart;
  }

  /** How long a picture may wait for its turn; later no call could be sent any more. */
  Duration toWait() {
    return until(lastCall(false));
  }

  /** How long an answer may wait to be confirmed; what is left then is for its row. */
  Duration toConfirm() {
    return until(deadline.minus(timings.store()));
  }

  private Duration until(Instant end) {
    Duration left = Duration.between(now(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
