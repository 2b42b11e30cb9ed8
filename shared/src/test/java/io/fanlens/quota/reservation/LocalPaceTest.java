package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;
import org.junit.jupiter.api.Test;

final class LocalPaceTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final TargetQuota QUOTA = new TargetQuota(Target.home("eu-west-1"), 50, 50);

  /** Half of 50 a second over nine processes. */
  private static final long INTERVAL = 360_000;

  @Test
  void shouldBeginAnywhereWithinOneIntervalSinceAllProcessesFallBackTogether() {
    assertEquals(NOW, new LocalPace(9, () -> 0L).start(QUOTA, NOW));
    LocalPace last = new LocalPace(9, new LargestRandom());
    assertEquals(NOW + INTERVAL, last.start(QUOTA, NOW));
    assertEquals(NOW + INTERVAL, last.start(QUOTA, NOW + 1), "drawn once");
  }

  @Test
  void shouldKeepItsIntervalBetweenTwoCalls() {
    LocalPace pace = new LocalPace(9, new LargestRandom());
    pace.take(QUOTA, NOW);
    assertEquals(NOW + INTERVAL, pace.start(QUOTA, NOW));
    pace.take(QUOTA, NOW + INTERVAL);
    assertEquals(NOW + 2 * INTERVAL, pace.start(QUOTA, NOW + 1));
  }

  @Test
  void shouldBeginAnewAfterMoreThanAnIntervalUnused() {
    LocalPace pace = new LocalPace(9, new LargestRandom());
    pace.take(QUOTA, NOW);
    long unused = NOW + 2 * INTERVAL;
    assertEquals(unused, pace.start(QUOTA, unused));
    assertEquals(unused + 1 + INTERVAL, pace.start(QUOTA, unused + 1), "not with the others");
  }
}
