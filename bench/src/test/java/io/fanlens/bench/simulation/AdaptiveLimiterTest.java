package io.fanlens.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class AdaptiveLimiterTest {

  private static final long S = 1_000_000;

  private final AdaptiveLimiter limiter = new AdaptiveLimiter();
  private long now = EventLoop.START;

  private void answers(int count, boolean throttled) {
    for (int i = 0; i < count; i++) {
      limiter.answered(throttled, now);
      now += S / 10;
    }
  }

  @Test
  void shouldLimitNothingBeforeTheFirstThrottle() {
    answers(50, false);
    assertEquals(0, limiter.waitFor(now));
  }

  @Test
  void shouldCutToSevenTenthsOfWhatWasSent() {
    answers(50, false); // 10 a second
    answers(1, true);
    assertEquals(7, limiter.rate(), 0.5);
  }

  @Test
  void shouldNeverLimitBelowOneInTwoSeconds() {
    answers(20, false);
    answers(200, true);
    assertTrue(limiter.rate() >= 0.5);
    for (int i = 0; i < 100; i++) {
      now += 2 * S;
      limiter.answered(true, now);
    }
    assertEquals(0.5, limiter.rate(), 0.3);
  }

  @Test
  void shouldComeBackAlongACubicCurve() {
    answers(50, false);
    answers(1, true);
    double cut = limiter.rate();
    answers(30, false);
    assertTrue(limiter.rate() > cut);
  }
}
