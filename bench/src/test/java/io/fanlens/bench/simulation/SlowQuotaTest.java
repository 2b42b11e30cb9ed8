package io.fanlens.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotas of a few calls a second or a minute are kept, and used to the full. */
final class SlowQuotaTest {

  private static final Target ONLY = Target.home("us-east-1");

  /** Smaller than one call, so that the bucket holds exactly one. */
  private static final double ONE_CALL = 0;

  private static ScenarioBuilder builder(double rate, int pictures, double depth, long seed) {
    QuotaPool pool = QuotaPool.of("DetectText", List.of(new TargetQuota(ONLY, rate, rate)));
    return Scenario.builder("slow", pool, pictures, depth, seed);
  }

  /** As docs/number-plates.md has it: 200 photographs under 20 calls a minute. */
  @Test
  void shouldReadTwoHundredPlatesAtTwentyAMinuteInTenMinutes() {
    for (long seed = 1; seed <= 4; seed++) {
      SimulationResult result =
          Simulation.run(builder(20 / 60.0, 200, ONE_CALL, seed).build(), Approach.FANLENS);
      double excess = result.logs().get(ONLY).worstExcess(20 / 60.0);
      assertAll(
          () -> assertEquals(200, result.done(), "done"),
          () -> assertEquals(200, result.calls(), "one call each, none throttled"),
          () -> assertTrue(result.drainSeconds() <= 1.05 * 600, result.drainSeconds() + " s"),
          () -> assertTrue(excess <= 1.1, "over the quota in a window: " + excess),
          () -> assertTrue(result.requeued() <= 1.2 * 200, "requeued " + result.requeued()),
          () -> assertTrue(result.billedAPicture() <= 0.9, "billed " + result.billedAPicture()),
          () -> assertTrue(result.writes() <= 2.3 * 200, "writes " + result.writes()));
    }
  }

  @ParameterizedTest(name = "{0} a second, {1} pictures: {2} times the ideal")
  @CsvSource({
    "0.1, 200, 1.03",
    "0.333, 2000, 1.03",
    "1, 200, 1.05",
    "2, 400, 1.08",
    "3, 900, 1.08",
    "5, 1000, 1.02",
    "9, 1000, 1.02"
  })
  void shouldUseASlowQuotaToTheFullWithFewRequeues(double rate, int pictures, double times) {
    for (long seed = 1; seed <= 2; seed++) {
      double depth = Math.max(1 / rate, 0.5);
      SimulationResult result =
          Simulation.run(builder(rate, pictures, depth, seed).build(), Approach.FANLENS);
      assertEquals(pictures, result.done());
      assertEquals(pictures, result.calls(), "none is throttled");
      assertTrue(result.drainToIdeal() <= times, rate + ": " + result.drainToIdeal());
      assertTrue(result.requeued() <= 5 * pictures, "requeued " + result.requeued());
    }
  }

  @Test
  void shouldServeWhatComesInTimeAtOnce() {
    SimulationResult result =
        Simulation.run(
            builder(1 / 3.0, 300, ONE_CALL, 1).waves(Wave.every(3.75, 0, 300)).build(),
            Approach.FANLENS);
    assertEquals(300, result.done());
    assertEquals(0, result.throttled());
    assertTrue(result.p99Wait() < 4, "waited " + result.p99Wait());
  }

  @Test
  void shouldBearThatProcessesDieAndThatTheTableIsAway() {
    for (long seed = 1; seed <= 3; seed++) {
      SimulationResult deaths =
          Simulation.run(
              builder(1 / 3.0, 200, ONE_CALL, seed).killedShare(0.02).build(), Approach.FANLENS);
      assertEquals(200, deaths.done());
      assertTrue(deaths.drainToIdeal() <= 1.15, "" + deaths.drainToIdeal());
      // The table is away for 100 of 600 s, and its item is then free at once.
      SimulationResult outage =
          Simulation.run(
              builder(1 / 3.0, 200, 6, seed)
                  .tableOutages(new TableOutage(100_000_000, 200_000_000, 1))
                  .build(),
              Approach.FANLENS);
      assertEquals(200, outage.done());
      assertTrue(outage.drainToIdeal() <= 1.25, "" + outage.drainToIdeal());
    }
  }

  @ParameterizedTest(name = "{0} and {1} a second")
  @CsvSource({"5, 0.333333", "0.333333, 5", "1, 0.333333", "0.333333, 0.333333", "100, 0.333333"})
  void shouldUseTheSlowerOfTwoOperationsToTheFull(double first, double second) {
    int pictures = 200;
    double ideal = pictures / Math.min(first, second);
    for (long seed = 1; seed <= 3; seed++) {
      TwoOperations run = new TwoOperations(first, second, seed);
      run.run(pictures);
      assertEquals(pictures, run.counters.done());
      for (SimulatedTarget target : run.targets) {
        assertEquals(pictures, target.log().count(), "one call each");
        double excess = target.log().worstExcess(target.rate());
        assertTrue(excess <= 1.1 + target.rate() * 0.2, "over the quota: " + excess);
      }
      double drain = run.counters.drainSeconds();
      assertTrue(drain <= 1.2 * ideal, "%.0f of %.0f s".formatted(drain, ideal));
    }
  }
}
