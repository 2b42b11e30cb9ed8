package io.fanlens.infra;

import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.TargetSettings;
import java.util.List;

/**
 * How many batches may be in hand at once. Little's law: calls in the air = calls a second x
 * seconds a call. Two Regions of 100 and two of 25 calls a second keep 250 x 0.38 = 95 calls in the
 * air; nine tenths of that in batches of 10 are 8.55, so 9 batches. The slowest operation decides.
 */
final class MaximumConcurrency {

  /** Bounds of the event source mapping's own setting. */
  static final int LEAST = 2;

  static final int MOST = 1000;

  /** A Rekognition call takes 0.35 to 0.45 s. */
  private static final double SECONDS_A_CALL = 0.38;

  /** Leaves a margin, so that the limit itself does not provoke throttling. */
  private static final double SHARE_OF_QUOTA = 0.9;

  private MaximumConcurrency() {}

  static int of(List<OperationSettings> operations, int batchSize) {
    double callsASecond =
        operations.stream().mapToDouble(MaximumConcurrency::callsASecond).min().orElse(0);
    double batches = callsASecond * SECONDS_A_CALL * SHARE_OF_QUOTA / batchSize;
    return (int) Math.clamp(Math.ceil(batches), LEAST, MOST);
  }

  /** Targets of weight 0 only stand in, so they add nothing. */
  private static double callsASecond(OperationSettings operation) {
    return operation.targets().stream()
        .filter(target -> target.weight() > 0)
        .mapToDouble(TargetSettings::permitsPerSecond)
        .sum();
  }
}
