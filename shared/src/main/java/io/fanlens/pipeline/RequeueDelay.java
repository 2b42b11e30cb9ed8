package io.fanlens.pipeline;

import io.fanlens.settings.Timings;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a requeued message stays invisible: a random part of a time that doubles with each
 * receive, from 5 s up to 15 minutes. The ninth wait is anything up to 15 minutes.
 */
final class RequeueDelay {

  private static final int MOST_DOUBLINGS = 20;

  private final Duration first;
  private final RandomGenerator random;

  RequeueDelay(Duration first, RandomGenerator random) {
    this.first = first;
    this.random = random;
  }

  Duration delay(int receives) {
    int doublings = Math.clamp(receives - 1L, 0, MOST_DOUBLINGS);
    long most = Math.min(first.toSeconds() << doublings, Timings.LONGEST_REQUEUE_DELAY.toSeconds());
    return Duration.ofSeconds(random.nextLong(most + 1));
  }
}
