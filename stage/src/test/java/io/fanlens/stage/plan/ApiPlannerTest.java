package io.fanlens.stage.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.TargetSettings;
import io.fanlens.stage.capacity.ApiStage;
import io.fanlens.stage.capacity.Stages;
import io.fanlens.stage.cost.CostItem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiPlannerTest {

  private static final double MONTH = 730 * 3_600;

  @Test
  void shouldReachAllQuotasWithFunctionsBusyForAsLongAsACallTakes() {
    ApiPlan plan = ApiPlanner.plan(stage(500), 100, 2, Stages.UNKNOWN);

    assertEquals(199, plan.operations().getFirst().reserved(), 1e-9);
    assertEquals(60, plan.instances());
    assertEquals(500 / 0.6, plan.callsOfFunctions(), 1e-9);
    assertEquals(Double.POSITIVE_INFINITY, unreserved().callsOfFunctions());
  }

  @Test
  void shouldPriceAMonthOfASteadyLoad() {
    ApiPlan plan = ApiPlanner.plan(stage(500), 1 / MONTH * 1e6, 3, Stages.UNKNOWN);

    assertEquals(1e6, plan.callsPerMonth(), 1e-3);
    assertEquals(1_000, item(plan, "Rekognition"), 1e-6);
    assertEquals(3.50, item(plan, "API Gateway"), 1e-6);
    assertEquals(2 * 0.625, item(plan, "DynamoDB"), 1e-6);
    // 0.6 s at 1 GB, and an invocation.
    assertEquals(1e6 * 0.6 * 0.0000133334 + 0.20, item(plan, "Lambda"), 1e-6);
    // Half of a million pictures of 3 MB, a third more as base64, at 0.02 a GB.
    assertEquals(40, item(plan, "bytes to other Regions"), 1e-6);
  }

  @Test
  void shouldPriceNothingWithoutALoad() {
    assertEquals(List.of(), ApiPlanner.plan(stage(5), 0, 2, Stages.UNKNOWN).cost());
  }

  /** AWS Lambda lets nobody reserve the last 100. */
  @Test
  void shouldKnowWhatCannotBeReserved() {
    assertTrue(planned(stage(500), 599).cannotReserve());
    assertFalse(planned(stage(500), 600).cannotReserve());
    assertFalse(planned(stage(0), 10).cannotReserve());
    assertFalse(ApiPlanner.plan(stage(500), 0, 2, Stages.UNKNOWN).cannotReserve(), "not read");
  }

  private static ApiPlan planned(ApiStage stage, int concurrency) {
    return ApiPlanner.plan(stage, 0, 2, Stages.account(concurrency, Map.of()));
  }

  private static ApiPlan unreserved() {
    return ApiPlanner.plan(stage(0), 0, 2, Stages.UNKNOWN);
  }

  private static ApiStage stage(int concurrency) {
    return new ApiStage(
        "us-east-1",
        List.of(
            Stages.faces(
                new TargetSettings("us-east-1", 100, 1), new TargetSettings("us-west-2", 100, 1))),
        0.8,
        5,
        concurrency,
        1024,
        400);
  }

  private static double item(ApiPlan plan, String name) {
    return plan.cost().stream()
        .filter(item -> item.name().equals(name))
        .mapToDouble(CostItem::inBursts)
        .sum();
  }
}
