package io.fanlens.pipeline.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequeueDelayTest {

  @Test
  void shouldDoubleUpToAQuarterOfAnHour() {
    RequeueDelay shortest = new RequeueDelay(Duration.ofSeconds(6), () -> 0L);
    assertEquals(Duration.ofSeconds(3), shortest.delay(1));
    assertEquals(Duration.ofSeconds(6), shortest.delay(2));
    assertEquals(Duration.ofSeconds(12), shortest.delay(3));
    assertEquals(Duration.ofSeconds(450), shortest.delay(9));
    assertEquals(Duration.ofSeconds(450), shortest.delay(100_000));
  }

  @Test
  void shouldNeverBeUnderHalfItsLimitNorOverIt() {
    RequeueDelay delays = new RequeueDelay(Duration.ofSeconds(5), new Random(1));
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < 10_000; i++) {
      long seconds = delays.delay(9).toSeconds();
      least = Math.min(least, seconds);
      most = Math.max(most, seconds);
      long first = delays.delay(1).toSeconds();
      assertTrue(first >= 3 && first <= 5, first + " s");
    }
    assertEquals(450, least);
    assertEquals(900, most);
  }

  @Test
  void shouldNotWaitWhereNoWaitIsConfigured() {
    assertEquals(Duration.ZERO, new RequeueDelay(Duration.ZERO, new Random(1)).delay(30));
  }

  @ParameterizedTest(name = "received {0} times, turn in {1} ms: {2} s")
  @CsvSource({
    "1, 0, 1",
    "1, 999, 1",
    "1, 1999, 1",
    "1, 2000, 2",
    "9, 600900, 600",
    "40, 1500, 4",
    "40, 9000, 9",
    "2000, 1500, 30"
  })
  void shouldComeBackForTheTurnAndRatherTooEarly(int receives, long millis, long seconds) {
    assertEquals(
        Duration.ofSeconds(seconds), RequeueDelay.atTurn(receives, Duration.ofMillis(millis)));
  }
}
