package io.fanlens.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.access.CallLimit;
import io.fanlens.bench.simulation.door.DoorFigures;
import io.fanlens.bench.simulation.door.DoorScenario;
import io.fanlens.quota.QuotaRules;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whatever comes, nobody gets more than a limit or a quota allows. */
class DoorSimulationTest {

  @Test
  void shouldAnswerAllThatFit() {
    DoorFigures figures = run(10, CallLimit.NONE);
    assertEquals(figures.requests(), figures.answered());
  }

  @Test
  void shouldKeepEveryClientToItsLimit() {
    DoorFigures figures = run(120, new CallLimit(5, 0));

    assertEquals(0, figures.overLimit());
    assertTrue(figures.byLimit() > 100, figures::toString);
    assertTrue(figures.ofBusiest() < figures.ofOthers(), figures::toString);
    assertTrue(figures.mostOfOthers() <= 5, figures::toString);
  }

  @Test
  void shouldRefuseAFloodBeforeAnyCodeOfOursRuns() {
    DoorFigures figures = run(20_000, CallLimit.NONE);

    assertEquals(0, figures.overQuota());
    long refused =
        figures.byGateway() + figures.byConcurrency() + figures.byLimit() + figures.byQuota();
    assertEquals(figures.requests(), figures.answered() + refused);
    assertTrue(figures.byGateway() > 0.9 * figures.requests(), figures::toString);
    assertTrue(figures.answered() > 8 * 90, figures::toString);
  }

  /** 100 calls a second for 8 s, which 20 clients ask for. */
  private static DoorFigures run(double requestsPerSecond, CallLimit limit) {
    return DoorSimulation.run(
        new DoorScenario(
            requestsPerSecond,
            8,
            20,
            limit,
            200,
            200,
            200,
            PoolNames.parse("2x50"),
            QuotaRules.calls(Duration.ofSeconds(5), 1),
            1));
  }
}
