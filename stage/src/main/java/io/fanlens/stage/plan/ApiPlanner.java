package io.fanlens.stage.plan;

import io.fanlens.quota.QuotaRules;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.stage.capacity.AccountFacts;
import io.fanlens.stage.capacity.ApiFence;
import io.fanlens.stage.capacity.ApiStage;
import io.fanlens.stage.capacity.OperationRate;
import io.fanlens.stage.cost.ApiCost;
import io.fanlens.stage.cost.CostItem;
import java.util.List;

/** Computes the plan of an API. Calls no service and prints nothing. */
public final class ApiPlanner {

  private static final double PACE = QuotaRules.DEFAULTS.reservation().pace();

  private ApiPlanner() {}

  /**
   * A plan for a steady load.
   *
   * @param callsPerSecond 0 for what it reaches only
   * @param megabytes of one picture
   */
  public static ApiPlan plan(
      ApiStage stage, double callsPerSecond, double megabytes, AccountFacts account) {
    List<OperationRate> rates =
        stage.operations().stream()
            .map(operation -> OperationRate.of(operation, QuotaChoice.RESERVE, PACE, account))
            .toList();
    List<CostItem> cost =
        callsPerSecond > 0
            ? new ApiCost(
                    stage, rates.getFirst(), callsPerSecond * ApiPlan.SECONDS_PER_MONTH, megabytes)
                .month()
            : List.of();
    return new ApiPlan(
        stage,
        callsPerSecond,
        rates,
        ApiFence.inProgress(callsPerSecond, 0),
        account.lambdaConcurrency().orElse(-1),
        cost);
  }
}
