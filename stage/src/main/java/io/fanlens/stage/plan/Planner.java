package io.fanlens.stage.plan;

import io.fanlens.quota.QuotaRules;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.RekognitionRegion;
import io.fanlens.settings.TargetSettings;
import io.fanlens.stage.capacity.AccountFacts;
import io.fanlens.stage.capacity.Bound;
import io.fanlens.stage.capacity.Concurrency;
import io.fanlens.stage.capacity.Demand;
import io.fanlens.stage.capacity.Drain;
import io.fanlens.stage.capacity.Flow;
import io.fanlens.stage.capacity.OperationRate;
import io.fanlens.stage.capacity.Stage;
import io.fanlens.stage.capacity.TableLoad;
import io.fanlens.stage.cost.CostEstimator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Computes a plan. Asks nobody and prints nothing. */
public final class Planner {

  private static final double PACE = QuotaRules.DEFAULTS.reservation().pace();

  private Planner() {}

  public static Plan plan(Stage stage, Demand demand, AccountFacts account) {
    List<OperationRate> rates =
        stage.operations().stream()
            .map(operation -> OperationRate.of(operation, stage.choice(), PACE, account))
            .toList();
    Flow flow = Flow.of(stage, account);
    List<Bound> bounds = bounds(stage, rates, flow);
    double reached = bounds.getFirst().picturesPerSecond();
    Advice advice = new Advice(stage, rates, flow, bounds, PACE);
    double rate = demand.asksForARate() ? demand.picturesPerSecond() : reached;
    return new Plan(
        stage,
        demand,
        account,
        rates,
        flow,
        bounds,
        reached,
        Drain.of(demand.burst(), reached, flow),
        TableLoad.of(stage, rates, Math.max(rate, reached), demand.faces()),
        new CostEstimator(stage, rates, flow, demand, reached).month(),
        leaving(stage),
        demand.asksForARate() ? advice.toReach(demand.picturesPerSecond()) : advice.first());
  }

  private static List<Bound> bounds(Stage stage, List<OperationRate> rates, Flow flow) {
    List<Bound> bounds = new ArrayList<>();
    for (OperationRate rate : rates) {
      bounds.add(new Bound(Bound.Kind.QUOTA, rate.operation().apiName(), rate.reached()));
    }
    // With reservation, what is derived from the quotas never binds, but for the mapping's limit.
    boolean grows = stage.concurrencyDerived() && stage.choice() == QuotaChoice.RESERVE;
    int concurrency = grows ? Concurrency.MOST : flow.maximumConcurrency();
    bounds.add(
        new Bound(
            Bound.Kind.CONCURRENCY,
            "maximumConcurrency " + concurrency,
            flow.picturesPerSecond(concurrency)));
    flow.accountConcurrency()
        .ifPresent(
            most ->
                bounds.add(
                    new Bound(
                        Bound.Kind.ACCOUNT_CONCURRENCY,
                        "Lambda concurrency %d of the account".formatted(most),
                        flow.picturesPerSecond(most))));
    TableLoad load = TableLoad.of(stage, rates, 1, 0);
    if (load.hottestPartition() > 0) {
      bounds.add(
          new Bound(
              Bound.Kind.QUOTA_TABLE,
              "a partition of the quota table",
              TableLoad.PARTITION_UNITS / load.hottestPartition()));
    }
    bounds.sort(Comparator.comparingDouble(Bound::picturesPerSecond));
    return bounds;
  }

  /** Targets to which pictures leave the geography they were uploaded to. */
  private static List<String> leaving(Stage stage) {
    Optional<RekognitionRegion.Geography> home = geography(stage.homeRegion());
    return stage.operations().stream()
        .map(OperationSettings::targets)
        .flatMap(List::stream)
        .filter(
            target ->
                RekognitionRegion.find(target.region())
                    .map(RekognitionRegion::geography)
                    .filter(each -> home.isPresent() && each == home.get())
                    .isEmpty())
        .map(TargetSettings::region)
        .distinct()
        .sorted()
        .toList();
  }

  /** None for a home Region in whose geography there is no Rekognition. */
  private static Optional<RekognitionRegion.Geography> geography(String homeRegion) {
    try {
      return Optional.of(RekognitionRegion.defaultsFor(homeRegion).getFirst().geography());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
