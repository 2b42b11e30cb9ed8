package io.fanlens.aws;

import java.time.Duration;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Waits between the SDK's retries, as long as its defaults: a random time up to 100 ms, 200 ms, 400
 * ms and so on, at most 20 s. The SDK's own random state would be shared by all functions restored
 * from one snapshot, so all of them would wait equally long and retry together.
 */
record RetryWaits(Duration first, RandomGenerator random) implements BackoffStrategy {

  private static final long LONGEST_MILLIS = 20_000;
  private static final int MOST_DOUBLINGS = 10;

  @Override
  public Duration computeDelay(int attempt) {
    int doublings = Math.clamp(attempt - 1, 0, MOST_DOUBLINGS);
    long most = Math.min(LONGEST_MILLIS, first.toMillis() << doublings);
    return Duration.ofMillis(random.nextLong(most + 1));
  }
}
