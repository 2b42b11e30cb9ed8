package io.fanlens.infra;

import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.TargetSettings;
import java.util.List;

/**
 * How many batches may be in hand at once. Pictures flow as fast as the operation with the least
 * quota lets them, and by Little's law that many a second times the seconds that one is in hand are
 * in hand at once. A message asks one operation after the other, so it is in hand for the calls of
 * all of them, and while it is with one it leaves the others' quotas unused.
 *
 * <p>With reservation each message may also wait half a second for its start, so that there is
 * always one for the next free start: two operations of 250 and 110 calls a second keep 110 x (2 x
 * 0.38 + 0.52) = 141 messages in hand, 15 batches of 10. More would only wait longer, paid for.
 *
 * <p>Without reservation every message in hand calls at once, and more calls than the quota are
 * throttled: nine tenths of what the quota keeps in the air, 110 x 0.38 x 0.9 = 38 messages.
 */
final class MaximumConcurrency {

  /** Bounds of the event source mapping's own setting. */
  static final int LEAST = 2;

  static final int MOST = 1000;

  /** A Rekognition call takes 0.35 to 0.45 s. */
  private static final double SECONDS_A_CALL = 0.38;

  /**
   * How long a message waits for its start. With one operation 0.59 s in hand (0.21 s to wait) use
   * 92% of the quotas and 0.74 s use 98.5%; more than 1 s, the horizon of bookings, only makes
   * bookings fail.
   */
  private static final double SECONDS_TO_WAIT = 0.52;

  /** Leaves a margin, so that the limit itself does not provoke throttling. */
  private static final double SHARE_OF_QUOTA = 0.9;

  private MaximumConcurrency() {}

  static int of(List<OperationSettings> operations, QuotaChoice choice, int batchSize) {
    double callsASecond =
        operations.stream().mapToDouble(MaximumConcurrency::callsASecond).min().orElse(0);
    double secondsInHand =
        switch (choice) {
          case RESERVE -> operations.size() * SECONDS_A_CALL + SECONDS_TO_WAIT;
          case DRAW -> SHARE_OF_QUOTA * SECONDS_A_CALL;
        };
    return (int) Math.clamp(Math.ceil(callsASecond * secondsInHand / batchSize), LEAST, MOST);
  }

  /** Targets of weight 0 only stand in, so they add nothing. */
  private static double callsASecond(OperationSettings operation) {
    return operation.targets().stream()
        .filter(target -> target.weight() > 0)
        .mapToDouble(TargetSettings::permitsPerSecond)
        .sum();
  }
}
