package io.fanlens.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.QuotaPool;
import io.fanlens.settings.Target;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the items counted is what the targets were called, in the same run. */
final class CountedCallsTest {

  private static final double SECONDS = 60;

  private static ScenarioBuilder builder(String pool, long seed) {
    QuotaPool parsed = PoolNames.parse(pool);
    int pictures = (int) (SECONDS * parsed.permitsPerSecond());
    return Scenario.builder(pool, parsed, pictures, 0.5, seed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2x50", "3x100+15x25", "3x50+14x5"})
  void shouldCountEachCallOnce(String pool) {
    SimulationResult result = Simulation.run(builder(pool, 1).build(), Approach.FANLENS);
    long lostAndUncounted = 0;
    for (Map.Entry<Target, CallCounts> entry : result.counts().entrySet()) {
      CallCounts counts = entry.getValue();
      long over = counts.permits() - counts.unused() - result.logs().get(entry.getKey()).count();
      assertTrue(over >= 0, entry.getKey().key() + " lacks " + -over);
      lostAndUncounted += over;
    }
    assertTrue(lostAndUncounted <= result.lostPermits(), "too many: " + lostAndUncounted);
    assertEquals(0, throttles(result));
  }

  /**
   * Most throttles write nothing: they come with the next reservation. What is left with the
   * processes at the end is not counted.
   */
  @Test
  void shouldCountTheThrottlesOfATargetThatHasHalfOfWhatItClaims() {
    Target first = PoolNames.parse("2x50").groups().getFirst().targets().getFirst().target();
    SimulationResult result =
        Simulation.run(builder("2x50", 1).trueShare(first, 0.5).build(), Approach.FANLENS);
    long throttled = result.throttled();
    assertTrue(throttled > 50, throttled + " were throttled");
    assertTrue(throttles(result) <= throttled, throttles(result) + " of " + throttled);
    assertTrue(throttles(result) >= throttled - 10, throttles(result) + " of " + throttled);
  }

  private static long throttles(SimulationResult result) {
    return result.counts().values().stream().mapToLong(CallCounts::throttles).sum();
  }
}
