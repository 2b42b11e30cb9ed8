package io.fanlens.local.rekognition.control;

import io.fanlens.settings.Operation;
import io.fanlens.settings.RekognitionRegion;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Calls a second, and how much of an idle time can be saved up: 25 a second and one second allow 25
 * calls at once.
 *
 * @param burst the real depth is not published; one second is a guess
 */
public record Quota(double permitsPerSecond, Duration burst) {

  static final Duration DEFAULT_BURST = Duration.ofSeconds(1);

  public Quota {
    if (!(permitsPerSecond >= 0) || Double.isInfinite(permitsPerSecond)) {
      throw new IllegalArgumentException(
          "permitsPerSecond is " + permitsPerSecond + "; give 0 or more");
    }
    if (burst.isNegative()) {
      throw new IllegalArgumentException("burst is " + burst + "; give 0 or more");
    }
  }

  /** Calls that a full bucket allows at once. */
  double depth() {
    return permitsPerSecond == 0 ? 0 : Math.max(1, permitsPerSecond * burst.toNanos() / 1e9);
  }

  /** The default quota of an account; empty where the operation is not offered. */
  static Optional<Quota> byDefault(String operation, String region) {
    return Arrays.stream(Operation.values())
        .filter(known -> known.apiName().equals(operation))
        .filter(known -> RekognitionRegion.find(region).isPresent() && known.isOfferedIn(region))
        .map(known -> new Quota(known.defaultPermitsPerSecond(region), DEFAULT_BURST))
        .findFirst();
  }
}
