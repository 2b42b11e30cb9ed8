package io.fanlens.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryWaitsTest {

  @Test
  void shouldDoubleTheLongestWaitUpToTwentySeconds() {
    RetryWaits waits = new RetryWaits(Duration.ofMillis(100), longest());
    assertEquals(Duration.ofMillis(100), waits.computeDelay(1));
    assertEquals(Duration.ofMillis(400), waits.computeDelay(3));
    assertEquals(Duration.ofSeconds(20), waits.computeDelay(9));
    assertEquals(Duration.ofSeconds(20), waits.computeDelay(Integer.MAX_VALUE));
  }

  @Test
  void shouldDrawFromItsOwnGenerator() {
    assertEquals(draws(new Random(1)), draws(new Random(1)));
    assertTrue(!draws(new Random(1)).equals(draws(new Random(2))));
  }

  private static List<Duration> draws(RandomGenerator random) {
    RetryWaits waits = new RetryWaits(Duration.ofMillis(100), random);
    List<Duration> draws = new ArrayList<>();
    for (int attempt = 1; attempt <= 5; attempt++) {
      draws.add(waits.computeDelay(attempt));
    }
    return draws;
  }

  private static RandomGenerator longest() {
    return new Random() {
      @Override
      public long nextLong(long bound) {
        return bound - 1;
      }
    };
  }
}
