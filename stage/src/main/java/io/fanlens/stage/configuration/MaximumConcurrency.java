package io.fanlens.stage.configuration;

import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.TargetSettings;
import io.fanlens.stage.capacity.Concurrency;
import java.util.List;

/**
 * How many batches may be in hand at once. Pictures flow as fast as the operation with the least
 * quota lets them. A message asks one operation after the other, so it is in hand for the calls of
 * all of them, and while it is with one it leaves the others' quotas unused: two operations of 250
 * and 110 calls a second keep 110 x (2 x 0.38 + 0.52) = 141 messages in hand, 15 batches of 10.
 *
 * <p>Where prefixes ask for different operations, each of their lists may flow beside the others:
 * pictures that are asked for the first only may come at 250 a second. How many of each there are
 * is not known, so all of these flows are added up, as far as all quotas together could feed them.
 *
 * <p>Without reservation every message in hand calls at once, and more calls than the quota are
 * throttled: nine tenths of what the quota keeps in the air, 110 x 0.38 x 0.9 = 38 messages.
 */
public final class MaximumConcurrency {

  /** Leaves a margin, so that the limit itself does not provoke throttling. */
  private static final double SHARE_OF_QUOTA = 0.9;

  private MaximumConcurrency() {}

  public static int of(
      List<OperationSettings> operations,
      OperationsByPrefix prefixes,
      QuotaChoice choice,
      int batchSize) {
    double least = least(operations);
    if (least <= 0) {
      return Concurrency.LEAST; // no operation or target: the configuration is refused for that
    }
    return switch (choice) {
      case RESERVE -> Concurrency.batches(messages(operations, prefixes), batchSize);
      case DRAW ->
          Concurrency.batches(
              least * SHARE_OF_QUOTA * Concurrency.CALL.toMillis() / 1_000, batchSize);
    };
  }

  private static double messages(List<OperationSettings> operations, OperationsByPrefix prefixes) {
    double eachAlone =
        prefixes.combinations(operations).stream()
            .mapToDouble(some -> Concurrency.messages(least(some), some.size()))
            .sum();
    double atMost =
        operations.stream().mapToDouble(one -> Concurrency.messages(callsASecond(one), 1)).sum();
    return Math.min(eachAlone, atMost);
  }

  private static double least(List<OperationSettings> operations) {
    return operations.stream().mapToDouble(MaximumConcurrency::callsASecond).min().orElse(0);
  }

  /** Targets of weight 0 only stand in, so they add nothing. */
  private static double callsASecond(OperationSettings operation) {
    return operation.targets().stream()
        .filter(target -> target.weight() > 0)
        .mapToDouble(TargetSettings::permitsPerSecond)
        .sum();
  }
}
