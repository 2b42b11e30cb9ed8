package io.fanlens.analysis;

import io.fanlens.analysis.routing.CallSlots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * The wait before a picture's next call: none within a round, a longer one after each round, never
 * beyond the last start.
 */
final class RoundWaits {

  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 2_000;

  private final CallSlots slots;
  private final Instant lastStart;
  private final InstantSource clock;
  private final RandomGenerator random;
  private long most = FIRST_MILLIS;

  RoundWaits(CallSlots slots, Instant lastStart, InstantSource clock, RandomGenerator random) {
    this.slots = slots;
    this.lastStart = lastStart;
    this.clock = clock;
    this.random = random;
  }

  long waitMillis() {
    if (slots.isAnotherLeft()) {
      return 0;
    }
    long wait = random.nextLong(most + 1);
    most = Math.min(LONGEST_MILLIS, 2 * most);
    return Math.min(wait, Math.max(0, Duration.between(clock.instant(), lastStart).toMillis()));
  }
}
