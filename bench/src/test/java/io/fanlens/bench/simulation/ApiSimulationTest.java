package io.fanlens.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One call an instance, with the real deciding code: a shortened run, the same each time. */
final class ApiSimulationTest {

  private static final QuotaPool POOL = PoolNames.parse("3x100+15x25");

  private static ApiFigures run(ApiScenario scenario) {
    return ApiSimulation.run(scenario.measuredFor(4, 8));
  }

  @ParameterizedTest
  @ValueSource(ints = {440, 600, 1_000})
  void shouldUseTheQuotasWithOneCallAnInstance(int instances) {
    ApiFigures figures = run(ApiScenario.closed(POOL, instances, QuotaRules.DEFAULTS, 1));
    assertTrue(figures.used() >= 0.97, figures::toString);
    assertEquals(0, figures.throttled(), figures::toString);
    assertEquals(0, figures.refused(), figures::toString);
  }

  @Test
  void shouldStartCallsWithinAFifthOfASecondAtFourFifthsOfTheQuotas() {
    ApiFigures figures = run(ApiScenario.open(POOL, 0.8, QuotaRules.DEFAULTS, 1));
    assertTrue(figures.waitP99() <= 0.2, figures::toString);
    assertEquals(0, figures.refused(), figures::toString);
  }

  @Test
  void shouldTurnCallsAwayThatFindNoInstance() {
    ApiFigures figures =
        run(ApiScenario.open(POOL, 1.2, QuotaRules.DEFAULTS, 1).withInstances(600));
    assertTrue(figures.used() >= 0.97, figures::toString);
    // 1 of 6 is more than the quotas.
    assertEquals(1.0 / 6, figures.turnedAway(), 0.03, figures::toString);
    assertTrue(figures.failedAPermit() < 0.05, figures::toString);
  }

  @Test
  void shouldGiveABatchWhatTheCallsLeave() {
    ApiFigures figures =
        run(ApiScenario.open(POOL, 0.1, QuotaRules.DEFAULTS, 1).besideBurst(QuotaRules.DEFAULTS));
    assertTrue(figures.used() >= 0.98, figures::toString);
    assertEquals(67.5, figures.answeredPerSecond(), 5, figures::toString);
    assertEquals(605, figures.burstPerSecond(), 10, figures::toString);
  }

  @Test
  void shouldGiveTheSameRunForTheSameSeed() {
    ApiScenario scenario = ApiScenario.closed(POOL, 440, QuotaRules.DEFAULTS, 7);
    assertEquals(run(scenario), run(scenario));
  }
}
