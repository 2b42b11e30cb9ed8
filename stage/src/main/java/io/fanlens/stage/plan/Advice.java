package io.fanlens.stage.plan;

import io.fanlens.settings.QuotaChoice;
import io.fanlens.stage.capacity.Concurrency;
import io.fanlens.stage.capacity.FunctionCapacity;
import io.fanlens.stage.capacity.OperationRate;
import io.fanlens.stage.capacity.QuotaCodes;
import io.fanlens.stage.capacity.Stage;
import io.fanlens.stage.capacity.TargetRate;
import io.fanlens.stage.capacity.ThroughputLimit;
import java.util.ArrayList;
import java.util.List;

/**
 * What to increase first: the lowest limit, since increasing anything else gains nothing. For a
 * throughput to reach, these are all limits below it; otherwise it is the lowest one, up to the
 * next. In the United States DetectLabels has 110 calls a second and DetectFaces 250, so 140 more
 * DetectLabels calls a second give 139 pictures a second, and nothing else gives any.
 */
final class Advice {

  private final Stage stage;
  private final List<OperationRate> rates;
  private final FunctionCapacity functions;
  private final List<ThroughputLimit> limits;
  private final double pace;

  /**
   * Advice on a stage.
   *
   * @param limits of its throughput, the lowest first
   */
  Advice(
      Stage stage,
      List<OperationRate> rates,
      FunctionCapacity functions,
      List<ThroughputLimit> limits,
      double pace) {
    this.stage = stage;
    this.rates = rates;
    this.functions = functions;
    this.limits = limits;
    this.pace = pace;
  }

  /** Empty when the throughput is reached. */
  List<Increase> toReach(double picturesPerSecond) {
    List<Increase> increases = new ArrayList<>();
    for (int i = 0; i < limits.size(); i++) {
      ThroughputLimit limit = limits.get(i);
      if (limit.picturesPerSecond() < picturesPerSecond) {
        double next =
            i + 1 < limits.size() ? limits.get(i + 1).picturesPerSecond() : picturesPerSecond;
        increases.addAll(increase(limit, picturesPerSecond, Math.min(next, picturesPerSecond)));
      }
    }
    return increases;
  }

  /** What gives most: the lowest limit, up to the next one. */
  List<Increase> first() {
    ThroughputLimit lowest = limits.getFirst();
    double goal =
        limits.stream()
            .mapToDouble(ThroughputLimit::picturesPerSecond)
            .filter(rate -> rate > lowest.picturesPerSecond() * 1.005)
            .min()
            .orElse(lowest.picturesPerSecond() * 2);
    return increase(lowest, goal, goal);
  }

  private List<Increase> increase(ThroughputLimit limit, double goal, double reached) {
    return switch (limit.kind()) {
      case QUOTA -> quotas(rate(limit), goal, reached);
      case CONCURRENCY ->
          List.of(
              new Increase(
                  "maximumConcurrency",
                  functions.maximumConcurrency(),
                  functions.functionsFor(goal),
                  reached,
                  functions.maximumConcurrency() == Concurrency.MAX
                      ? "1,000 is AWS Lambda's maximum for one mapping: use a second stage"
                      : "in cdk.json"));
      case ACCOUNT_CONCURRENCY ->
          List.of(
              new Increase(
                  "Lambda concurrency of the account in " + stage.homeRegion(),
                  functions.accountConcurrency().orElseThrow(),
                  functions.functionsFor(goal),
                  reached,
                  "Service Quotas, lambda L-B99A9384"));
      case QUOTA_TABLE ->
          List.of(
              new Increase(
                  "accounts (partitions of the quota table)",
                  1
                      + stage.operations().getFirst().targets().stream()
                          .filter(t -> !t.isHome())
                          .count(),
                  Math.ceil(goal / limit.picturesPerSecond()),
                  reached,
                  "add accounts, or a larger batchSize where it is below 10"));
    };
  }

  private List<Increase> quotas(OperationRate rate, double goal, double reached) {
    if (stage.choice() == QuotaChoice.DRAW) {
      return rate.targets().stream()
          .filter(target -> target.drawLimit() < goal)
          .map(target -> quota(rate, target, Math.ceil(goal * target.weightShare()), reached))
          .toList();
    }
    TargetRate target = rate.firstToIncrease(stage.homeRegion());
    double missing = goal / pace - rate.sum();
    return List.of(quota(rate, target, Math.ceil(target.usable() + missing), reached));
  }

  private static Increase quota(OperationRate rate, TargetRate target, double to, double reached) {
    String how =
        to <= target.quota()
            ? "the account has it already: set permitsPerSecond in cdk.json"
            : "Service Quotas, rekognition %s, then permitsPerSecond in cdk.json"
                .formatted(QuotaCodes.of(rate.operation()));
    return new Increase(
        "%s in %s".formatted(rate.operation().apiName(), target.target()),
        target.usable(),
        to,
        reached,
        how);
  }

  private OperationRate rate(ThroughputLimit limit) {
    return rates.stream()
        .filter(rate -> rate.operation().apiName().equals(limit.name()))
        .findFirst()
        .orElseThrow();
  }
}
