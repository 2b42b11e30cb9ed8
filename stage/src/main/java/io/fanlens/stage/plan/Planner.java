package io.fanlens.stage.plan;

import io.fanlens.quota.QuotaRules;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.RekognitionRegion;
import io.fanlens.settings.TargetSettings;
import io.fanlens.stage.capacity.AccountFacts;
import io.fanlens.stage.capacity.Concurrency;
import io.fanlens.stage.capacity.Demand;
import io.fanlens.stage.capacity.Drain;
import io.fanlens.stage.capacity.FunctionCapacity;
import io.fanlens.stage.capacity.InFlightLimit;
import io.fanlens.stage.capacity.OperationRate;
import io.fanlens.stage.capacity.Stage;
import io.fanlens.stage.capacity.TableLoad;
import io.fanlens.stage.capacity.ThroughputLimit;
import io.fanlens.stage.cost.CostEstimator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Computes a plan. Calls no service and prints nothing. */
public final class Planner {

  private static final double PACE = QuotaRules.DEFAULTS.reservation().pace();

  private Planner() {}

  public static Plan plan(Stage stage, Demand demand, AccountFacts account) {
    List<OperationRate> rates =
        stage.operations().stream()
            .map(operation -> OperationRate.of(operation, stage.choice(), PACE, account))
            .toList();
    FunctionCapacity functions = FunctionCapacity.of(stage, account);
    List<ThroughputLimit> limits = limits(stage, rates, functions);
    double reached = limits.getFirst().picturesPerSecond();
    Advice advice = new Advice(stage, rates, functions, limits, PACE);
    double rate = demand.hasRate() ? demand.picturesPerSecond() : reached;
    return new Plan(
        stage,
        demand,
        account,
        rates,
        functions,
        limits,
        reached,
        Drain.of(demand.burst(), reached, functions),
        InFlightLimit.isLikely(stage, demand, functions, reached),
        TableLoad.of(stage, rates, Math.max(rate, reached), demand.faces()),
        new CostEstimator(stage, rates, functions, demand, reached).month(),
        outsideGeography(stage),
        demand.hasRate() ? advice.toReach(demand.picturesPerSecond()) : advice.first(),
        Optional.empty());
  }

  private static List<ThroughputLimit> limits(
      Stage stage, List<OperationRate> rates, FunctionCapacity functions) {
    List<ThroughputLimit> limits = new ArrayList<>();
    for (OperationRate rate : rates) {
      limits.add(
          new ThroughputLimit(
              ThroughputLimit.Kind.QUOTA, rate.operation().apiName(), rate.reached()));
    }
    // A concurrency that is derived from the quotas grows with them, up to the mapping's limit.
    boolean grows = stage.concurrencyDerived() && stage.choice() == QuotaChoice.RESERVE;
    int concurrency = grows ? Concurrency.MAX : functions.maximumConcurrency();
    limits.add(
        new ThroughputLimit(
            ThroughputLimit.Kind.CONCURRENCY,
            "maximumConcurrency " + concurrency,
            functions.picturesPerSecond(concurrency)));
    functions
        .accountConcurrency()
        .ifPresent(
            most ->
                limits.add(
                    new ThroughputLimit(
                        ThroughputLimit.Kind.ACCOUNT_CONCURRENCY,
                        "Lambda concurrency %d of the account".formatted(most),
                        functions.picturesPerSecond(most))));
    TableLoad load = TableLoad.of(stage, rates, 1, 0);
    if (load.hottestPartition() > 0) {
      limits.add(
          new ThroughputLimit(
              ThroughputLimit.Kind.QUOTA_TABLE,
              "a partition of the quota table",
              TableLoad.PARTITION_UNITS / load.hottestPartition()));
    }
    limits.sort(Comparator.comparingDouble(ThroughputLimit::picturesPerSecond));
    return limits;
  }

  /** Regions of targets outside the home Region's geography; pictures leave it for them. */
  private static List<String> outsideGeography(Stage stage) {
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

  /** Empty for a home Region whose geography has no Rekognition. */
  private static Optional<RekognitionRegion.Geography> geography(String homeRegion) {
    try {
      return Optional.of(RekognitionRegion.defaultsFor(homeRegion).getFirst().geography());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
