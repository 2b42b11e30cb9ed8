package io.fanlens.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One call an instance, with the real deciding code: a shortened run, the same each time. */
final class ApiSimulationTest {

  private static final QuotaPool POOL = PoolNames.parse("3x100+15x25");

  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final double SHARE = 0.8;
  private static final QuotaRules CALLS = QuotaRules.calls(WAIT, SHARE);
  private static final QuotaRules BATCH = QuotaRules.batchBesideCalls(WAIT);

  private static ApiFigures run(ApiScenario scenario) {
    return ApiSimulation.run(scenario.measuredFor(6, 8));
  }

  @ParameterizedTest
  @ValueSource(ints = {440, 600, 1_000})
  void shouldUseTheQuotasWithOneCallAnInstance(int instances) {
    for (QuotaRules rules : List.of(QuotaRules.DEFAULTS, CALLS)) {
      ApiFigures figures = run(ApiScenario.closed(POOL, instances, rules, 1));
      assertTrue(figures.used() >= 0.97, figures::toString);
      assertEquals(0, figures.throttled(), figures::toString);
      assertEquals(0, figures.refused(), figures::toString);
    }
  }

  @Test
  void shouldStartCallsWithinAFifthOfASecondAtFourFifthsOfTheQuotas() {
    for (QuotaRules rules : List.of(QuotaRules.DEFAULTS, CALLS)) {
      ApiFigures figures = run(ApiScenario.open(POOL, 0.8, rules, 1));
      assertTrue(figures.waitP99() <= 0.2, figures::toString);
      assertEquals(0, figures.refused(), figures::toString);
    }
  }

  @Test
  void shouldRefuseWhatIsTooMuchWithoutWritingForIt() {
    ApiFigures figures = run(ApiScenario.open(POOL, 3, CALLS, 1));
    assertTrue(figures.writesAPermit() <= 1.5, figures::toString);
    assertTrue(figures.used() >= 0.97, figures::toString);
    assertTrue(figures.throttled() < 0.001, figures::toString);
    assertTrue(figures.waitP99() <= 5.1, figures::toString);
  }

  @Test
  void shouldTurnCallsAwayThatFindNoInstance() {
    ApiFigures figures = run(ApiScenario.open(POOL, 1.2, CALLS, 1).withInstances(600));
    assertTrue(figures.used() >= 0.97, figures::toString);
    // 1 of 6 is more than the quotas.
    assertEquals(1.0 / 6, figures.turnedAway(), 0.03, figures::toString);
    assertTrue(figures.failedAPermit() < 0.05, figures::toString);
  }

  @Test
  void shouldServeCallsBeforeABatchThatTakesAllTheyLeave() {
    ApiFigures figures = run(ApiScenario.open(POOL, 0.1, CALLS, 1).besideBurst(BATCH));
    assertTrue(figures.waitP99() <= 0.45, figures::toString);
    assertTrue(figures.used() >= 0.99, figures::toString);
    assertEquals(0, figures.refused(), figures::toString);
    assertEquals(67.5, figures.answeredPerSecond(), 5, figures::toString);
  }

  @Test
  void shouldKeepABatchsShareHoweverManyCallsCome() {
    ApiFigures figures = run(ApiScenario.open(POOL, 1.2, CALLS, 1).besideBurst(BATCH));
    double ofBatch = figures.burstPerSecond() / POOL.permitsPerSecond();
    assertEquals(1 - SHARE, ofBatch, 0.03, figures::toString);
    assertTrue(figures.used() >= 0.99, figures::toString);
    assertTrue(figures.writesAPermit() <= 1.5, figures::toString);
  }

  /** As threads with equal answer times; 40 ms are a table on a bad day. */
  @ParameterizedTest
  @ValueSource(doubles = {10_000, 20_000, 40_000})
  void shouldRefuseNoCallThatComesInTheSameInstantAsOthers(double tableLatency) {
    for (QuotaPool pool : List.of(POOL, PoolNames.parse("2x50"))) {
      ApiFigures figures =
          run(ApiScenario.lockstep(pool, 0.97, CALLS, 1).withTableLatency(tableLatency));
      assertEquals(0, figures.refused(), figures::toString);
      assertTrue(figures.used() >= 0.95, figures::toString);
      assertTrue(figures.writesAPermit() <= 1.6, figures::toString);
      assertEquals(0, figures.throttled(), figures::toString);
    }
  }

  @Test
  void shouldServeCallsOfTheSameInstantBesideABatch() {
    ApiFigures figures =
        run(ApiScenario.lockstep(POOL, 0.4, CALLS, 1).withTableLatency(20_000).besideBurst(BATCH));
    assertEquals(0, figures.refused(), figures::toString);
    assertEquals(0.4 * 675, figures.answeredPerSecond(), 10, figures::toString);
    assertTrue(figures.used() >= 0.97, figures::toString);
  }

  @Test
  void shouldGiveTheSameRunForTheSameSeed() {
    ApiScenario scenario = ApiScenario.closed(POOL, 440, CALLS, 7);
    assertEquals(run(scenario), run(scenario));
  }
}
