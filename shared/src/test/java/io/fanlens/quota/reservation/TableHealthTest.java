package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.QuotaRules;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class TableHealthTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;

  /** Its random waits are the shortest. */
  private final TableHealth health = new TableHealth(QuotaRules.DEFAULTS, () -> 0L);

  @Test
  void shouldReserveAheadByWhatTheTableTakesBeyondHalfOfTheLateLimit() {
    assertEquals(0, health.lead());
    health.answered(NOW, NOW + 50_000);
    assertEquals(0, health.lead());
    health.answered(NOW, NOW + 51_000);
    assertEquals(1_000, health.lead());
    health.answered(NOW, NOW + 400_000);
    assertEquals(350_000, health.lead());
    health.answered(NOW, NOW + 900_000);
    assertEquals(500_000, health.lead(), "never beyond the time-out");
  }

  @Test
  void shouldForgetASlowAnswerSlowly() {
    health.answered(NOW, NOW + 400_000);
    health.answered(NOW, NOW + 100_000);
    assertEquals(340_000 - 50_000, health.lead(), "four fifths of the old, a fifth of the new");
    health.answered(NOW, NOW - S);
    assertEquals(272_000 - 50_000, health.lead(), "a clock that was set back took no time");
  }

  @Test
  void shouldBackOffTwiceAsLongAfterEachFailure() {
    long[] halves = {100_000, 200_000, 400_000, 800_000, 1_000_000, 1_000_000, 1_000_000};
    for (long half : halves) {
      health.failed(NOW);
      assertTrue(health.isUnavailable(NOW + half - 1), "half of it at least");
      assertFalse(health.isUnavailable(NOW + half));
    }
  }

  @Test
  void shouldBackOffForARandomTime() {
    RandomGenerator random = new SplittableRandom(1);
    long shortest = Long.MAX_VALUE;
    long longest = 0;
    for (int i = 0; i < 300; i++) {
      TableHealth one = new TableHealth(QuotaRules.DEFAULTS, random);
      one.failed(NOW);
      long wait = 0;
      while (one.isUnavailable(NOW + wait)) {
        wait += 1_000;
      }
      shortest = Math.min(shortest, wait);
      longest = Math.max(longest, wait);
    }
    assertTrue(shortest >= 100_000 && shortest < 110_000, "shortest " + shortest);
    assertTrue(longest > 190_000 && longest <= 201_000, "longest " + longest);
  }

  @Test
  void shouldTrustTheTableAgainAfterAnAnswer() {
    health.failed(NOW);
    health.failed(NOW);
    health.answered(NOW, NOW + 1);
    assertFalse(health.isUnavailable(NOW + 1));
    health.failed(NOW);
    assertFalse(health.isUnavailable(NOW + 100_000), "counted anew");
  }

  @Test
  void shouldCallAClockSkewedOnlyWhereItIsProven() {
    long second = NOW / S;
    // The table's second lasts from NOW to NOW + 1 s, and the limit is 1 s more.
    compare(NOW + 2 * S, NOW + 2 * S, second);
    assertFalse(health.isClockSkewed(), "ahead, but perhaps by 1 s only");
    compare(NOW + 2 * S + 1, NOW + 2 * S + 1, second);
    assertTrue(health.isClockSkewed(), "ahead by more than 1 s");
    compare(NOW - S, NOW - S, second);
    assertFalse(health.isClockSkewed(), "behind, but perhaps by 1 s only");
    compare(NOW - S - 1, NOW - S - 1, second);
    assertTrue(health.isClockSkewed(), "behind by more than 1 s");
    health.compareClocks(NOW, NOW, OptionalLong.empty());
    assertTrue(health.isClockSkewed(), "nothing new");
  }

  @Test
  void shouldNotTakeASlowAnswerForASkewedClock() {
    compare(NOW, NOW + 30 * S, NOW / S + 30);
    assertFalse(health.isClockSkewed());
    compare(NOW, NOW + 30 * S, NOW / S);
    assertFalse(health.isClockSkewed());
  }

  private void compare(long sentAt, long now, long second) {
    health.compareClocks(sentAt, now, OptionalLong.of(second));
  }

  @Test
  void shouldBackOffNoLongerThanTwiceTheShortestTime() {
    TableHealth longest = new TableHealth(QuotaRules.DEFAULTS, new LargestRandom());
    longest.failed(NOW);
    assertTrue(longest.isUnavailable(NOW + 200_000 - 1));
    assertFalse(longest.isUnavailable(NOW + 200_000));
  }
}
