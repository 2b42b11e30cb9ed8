package io.fanlens.stage.plan;

import io.fanlens.settings.QuotaChoice;
import io.fanlens.stage.capacity.Bound;
import io.fanlens.stage.capacity.Concurrency;
import io.fanlens.stage.capacity.Flow;
import io.fanlens.stage.capacity.OperationRate;
import io.fanlens.stage.capacity.QuotaCodes;
import io.fanlens.stage.capacity.Stage;
import io.fanlens.stage.capacity.TargetRate;
import java.util.ArrayList;
import java.util.List;

/**
 * What to raise first. What binds lowest comes first: raising anything else gives nothing. When a
 * rate is asked for, everything below it is named; else the one thing that binds, up to where the
 * next one does. In the United States DetectLabels has 110 calls a second and DetectFaces 250, so
 * 140 more DetectLabels calls a second give 139 pictures a second, and nothing else gives any.
 */
final class Advice {

  private final Stage stage;
  private final List<OperationRate> rates;
  private final Flow flow;
  private final List<Bound> bounds;
  private final double pace;

  /**
   * Takes what binds.
   *
   * @param bounds the lowest first
   */
  Advice(Stage stage, List<OperationRate> rates, Flow flow, List<Bound> bounds, double pace) {
    this.stage = stage;
    this.rates = rates;
    this.flow = flow;
    this.bounds = bounds;
    this.pace = pace;
  }

  /** Nothing when what is asked for is reached. */
  List<Raise> toReach(double picturesPerSecond) {
    List<Raise> raises = new ArrayList<>();
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      if (bound.picturesPerSecond() < picturesPerSecond) {
        double next =
            i + 1 < bounds.size() ? bounds.get(i + 1).picturesPerSecond() : picturesPerSecond;
        raises.addAll(raise(bound, picturesPerSecond, Math.min(next, picturesPerSecond)));
      }
    }
    return raises;
  }

  /** The one that gives most. */
  List<Raise> first() {
    Bound lowest = bounds.getFirst();
    double goal =
        bounds.stream()
            .mapToDouble(Bound::picturesPerSecond)
            .filter(rate -> rate > lowest.picturesPerSecond() * 1.005)
            .min()
            .orElse(lowest.picturesPerSecond() * 2);
    return raise(lowest, goal, goal);
  }

  private List<Raise> raise(Bound bound, double goal, double reached) {
    return switch (bound.kind()) {
      case QUOTA -> quotas(rate(bound), goal, reached);
      case CONCURRENCY ->
          List.of(
              new Raise(
                  "maximumConcurrency",
                  flow.maximumConcurrency(),
                  flow.functionsFor(goal),
                  reached,
                  flow.maximumConcurrency() == Concurrency.MOST
                      ? "1,000 is AWS Lambda's most for one mapping: use a second stage"
                      : "in cdk.json"));
      case ACCOUNT_CONCURRENCY ->
          List.of(
              new Raise(
                  "Lambda concurrency of the account in " + stage.homeRegion(),
                  flow.accountConcurrency().orElseThrow(),
                  flow.functionsFor(goal),
                  reached,
                  "Service Quotas, lambda L-B99A9384"));
      case QUOTA_TABLE ->
          List.of(
              new Raise(
                  "accounts (partitions of the quota table)",
                  1
                      + stage.operations().getFirst().targets().stream()
                          .filter(t -> !t.isHome())
                          .count(),
                  Math.ceil(goal / bound.picturesPerSecond()),
                  reached,
                  "add accounts, or a larger batchSize where it is below 10"));
    };
  }

  private List<Raise> quotas(OperationRate rate, double goal, double reached) {
    if (stage.choice() == QuotaChoice.DRAW) {
      return rate.targets().stream()
          .filter(target -> target.drawLimit() < goal)
          .map(target -> quota(rate, target, Math.ceil(goal * target.weightShare()), reached))
          .toList();
    }
    TargetRate target = rate.firstToRaise(stage.homeRegion());
    double missing = goal / pace - rate.sum();
    return List.of(quota(rate, target, Math.ceil(target.usable() + missing), reached));
  }

  private static Raise quota(OperationRate rate, TargetRate target, double to, double reached) {
    String how =
        to <= target.quota()
            ? "the account has it already: set permitsPerSecond in cdk.json"
            : "Service Quotas, rekognition %s, then permitsPerSecond in cdk.json"
                .formatted(QuotaCodes.of(rate.operation()));
    return new Raise(
        "%s in %s".formatted(rate.operation().apiName(), target.target()),
        target.usable(),
        to,
        reached,
        how);
  }

  private OperationRate rate(Bound bound) {
    return rates.stream()
        .filter(rate -> rate.operation().apiName().equals(bound.name()))
        .findFirst()
        .orElseThrow();
  }
}
