package io.fanlens.stage.plan;

import io.fanlens.stage.capacity.AccountFacts;
import io.fanlens.stage.capacity.Demand;
import io.fanlens.stage.capacity.Drain;
import io.fanlens.stage.capacity.FunctionCapacity;
import io.fanlens.stage.capacity.OperationRate;
import io.fanlens.stage.capacity.Stage;
import io.fanlens.stage.capacity.TableLoad;
import io.fanlens.stage.capacity.ThroughputLimit;
import io.fanlens.stage.cost.MonthlyCost;
import java.util.List;
import java.util.Optional;

/**
 * The expected throughput, load and cost of a stage, computed before it is deployed.
 *
 * @param stage the configuration
 * @param demand the load it was computed for
 * @param account the account's quotas
 * @param operations throughput of each operation
 * @param functions concurrency and scaling of the function
 * @param limits of the throughput, the lowest first
 * @param reached pictures a second: the lowest limit
 * @param drain of the burst
 * @param fillsInFlight whether more of the burst may wait in flight than a queue allows
 * @param tables their load at that throughput
 * @param cost of a month
 * @param outsideGeography Regions of targets outside the home Region's geography
 * @param increases what to increase first; empty when the demand is met
 * @param api the plan of its API; none for a stage without one
 */
public record Plan(
    Stage stage,
    Demand demand,
    AccountFacts account,
    List<OperationRate> operations,
    FunctionCapacity functions,
    List<ThroughputLimit> limits,
    double reached,
    Drain drain,
    boolean fillsInFlight,
    TableLoad tables,
    MonthlyCost cost,
    List<String> outsideGeography,
    List<Increase> increases,
    Optional<ApiPlan> api) {

  /** The same with the plan of the stage's API. */
  public Plan with(ApiPlan ofApi) {
    return new Plan(
        stage,
        demand,
        account,
        operations,
        functions,
        limits,
        reached,
        drain,
        fillsInFlight,
        tables,
        cost,
        outsideGeography,
        increases,
        Optional.of(ofApi));
  }
}
