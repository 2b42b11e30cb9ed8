package io.fanlens.pipeline.queue;

import io.fanlens.settings.Timings;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a requeued message stays invisible: half of a time that doubles with each receive, from
 * 5 s up to 15 minutes, and a random part of the other half. The ninth wait is 7.5 to 15 minutes;
 * without the first half some messages would be received twice as often as others.
 */
public final class RequeueDelay {

  private static final int MOST_DOUBLINGS = 20;
  private static final int RECEIVES_A_SECOND = 10;
  private static final int LONGEST_LEAST = 30;

  private final Duration first;
  private final RandomGenerator random;

  public RequeueDelay(Duration first, RandomGenerator random) {
    this.first = first;
    this.random = random;
  }

  /**
   * How long a message stays invisible that has its turn then: whole seconds, and rather too few,
   * since whoever is late for a start loses it. Turns are apart from each other, so nothing random
   * is added. A message that was received very often waits a little longer than it should.
   */
  public static Duration atTurn(int receives, Duration turn) {
    long least = Math.clamp(receives / RECEIVES_A_SECOND, 1, LONGEST_LEAST);
    return Duration.ofSeconds(Math.max(least, turn.toSeconds()));
  }

  public Duration delay(int receives) {
    int doublings = Math.clamp(receives - 1L, 0, MOST_DOUBLINGS);
    long most = Math.min(first.toSeconds() << doublings, Timings.LONGEST_REQUEUE_DELAY.toSeconds());
    long half = most / 2;
    return Duration.ofSeconds(most - half + random.nextLong(half + 1));
  }
}
