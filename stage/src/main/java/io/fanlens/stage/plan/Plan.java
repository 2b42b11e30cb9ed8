package io.fanlens.stage.plan;

import io.fanlens.stage.capacity.AccountFacts;
import io.fanlens.stage.capacity.Bound;
import io.fanlens.stage.capacity.Demand;
import io.fanlens.stage.capacity.Drain;
import io.fanlens.stage.capacity.Flow;
import io.fanlens.stage.capacity.OperationRate;
import io.fanlens.stage.capacity.Stage;
import io.fanlens.stage.capacity.TableLoad;
import io.fanlens.stage.cost.MonthlyCost;
import java.util.List;

/**
 * All that is said about a stage before it is deployed.
 *
 * @param stage the configuration
 * @param demand what was asked of it
 * @param account what was read of the account
 * @param operations rates of each operation
 * @param flow functions at once
 * @param bounds what binds, the lowest first
 * @param reached pictures a second in the end
 * @param drain of the burst
 * @param tables at the rate that is reached
 * @param cost of a month
 * @param leaving targets outside the home Region's own geography
 * @param raises what to raise first; empty when what is asked for is reached
 */
public record Plan(
    Stage stage,
    Demand demand,
    AccountFacts account,
    List<OperationRate> operations,
    Flow flow,
    List<Bound> bounds,
    double reached,
    Drain drain,
    TableLoad tables,
    MonthlyCost cost,
    List<String> leaving,
    List<Raise> raises) {}
