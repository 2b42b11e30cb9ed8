package io.fanlens.stage.configuration;

import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.TargetSettings;
import io.fanlens.stage.capacity.Concurrency;
import java.util.List;

/**
 * The default of {@code maximumConcurrency}: how many batches may be in flight. The operation with
 * the lowest quota bounds the throughput. A message calls one operation after the other, so it is
 * in flight for all of these calls: two operations of 250 and 110 calls a second keep 110 x (2 x
 * 0.38 + 0.52) = 141 messages in flight, 15 batches of 10.
 *
 * <p>With different operations for different prefixes, each of their lists has a throughput of its
 * own: pictures that need only the first operation may come at 250 a second. The mix is unknown, so
 * the demands of all lists are added up, limited by what all quotas together allow.
 *
 * <p>Without reservation every message in flight calls at once, and calls beyond the quota are
 * throttled. So only nine tenths of the quota's concurrent calls are used: 110 x 0.38 x 0.9 = 38
 * messages.
 */
public final class MaximumConcurrency {

  /** The margin keeps the limit itself from provoking throttles. */
  private static final double SHARE_OF_QUOTA = 0.9;

  private MaximumConcurrency() {}

  public static int of(AnalysisConfiguration analysis, int batchSize) {
    List<OperationSettings> operations = analysis.operations();
    double lowest = lowestQuota(operations);
    if (lowest <= 0) {
      return Concurrency.MIN; // no operation or target, which is an error of its own
    }
    return switch (analysis.choice()) {
      case RESERVE ->
          Concurrency.batches(messages(operations, analysis.operationsByPrefix()), batchSize);
      case DRAW ->
          Concurrency.batches(
              lowest * SHARE_OF_QUOTA * Concurrency.CALL.toMillis() / 1_000, batchSize);
    };
  }

  private static double messages(List<OperationSettings> operations, OperationsByPrefix prefixes) {
    double allLists =
        prefixes.combinations(operations).stream()
            .mapToDouble(some -> Concurrency.messages(lowestQuota(some), some.size()))
            .sum();
    double allQuotas =
        operations.stream().mapToDouble(one -> Concurrency.messages(callsPerSecond(one), 1)).sum();
    return Math.min(allLists, allQuotas);
  }

  private static double lowestQuota(List<OperationSettings> operations) {
    return operations.stream().mapToDouble(MaximumConcurrency::callsPerSecond).min().orElse(0);
  }

  /** Targets of weight 0 are fallbacks, so they add nothing. */
  private static double callsPerSecond(OperationSettings operation) {
    return operation.targets().stream()
        .filter(target -> target.weight() > 0)
        .mapToDouble(TargetSettings::permitsPerSecond)
        .sum();
  }
}
