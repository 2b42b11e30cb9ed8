package io.fanlens.stage.plan;

import io.fanlens.stage.capacity.ApiFence;
import io.fanlens.stage.capacity.ApiStage;
import io.fanlens.stage.capacity.OperationRate;
import io.fanlens.stage.cost.CostItem;
import java.util.List;

/**
 * What the API of a stage reaches, and what a steady load of it costs.
 *
 * @param stage its configuration
 * @param callsPerSecond the load; 0 for none given
 * @param operations throughput of each operation, with nothing else using the quotas
 * @param instances functions that are busy at that load
 * @param accountConcurrency concurrency that the account leaves; -1 where it was not read
 * @param cost of a month at that load; empty without one
 */
public record ApiPlan(
    ApiStage stage,
    double callsPerSecond,
    List<OperationRate> operations,
    int instances,
    int accountConcurrency,
    List<CostItem> cost) {

  /** AWS Lambda lets nobody reserve the last ones of an account. */
  public static final int UNRESERVED = 100;

  static final double SECONDS_PER_MONTH = 730 * 3_600;

  public ApiPlan {
    operations = List.copyOf(operations);
    cost = List.copyOf(cost);
  }

  /** Calls a month at the steady load. */
  public double callsPerMonth() {
    return callsPerSecond * SECONDS_PER_MONTH;
  }

  /** Whether AWS would refuse to reserve that much. */
  public boolean cannotReserve() {
    return accountConcurrency >= 0
        && stage.concurrency() > 0
        && accountConcurrency - stage.concurrency() < UNRESERVED;
  }

  /** Calls a second that the reserved functions can answer; unlimited if none are reserved. */
  public double callsOfFunctions() {
    return stage.concurrency() == 0
        ? Double.POSITIVE_INFINITY
        : stage.concurrency() / ApiFence.CALL_SECONDS;
  }
}
