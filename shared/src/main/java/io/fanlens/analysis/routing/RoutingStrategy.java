package io.fanlens.analysis.routing;

import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.settings.Operation;
import io.fanlens.settings.TargetSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How calls are spread over the targets. */
public interface RoutingStrategy {

  /**
   * The call slots of one picture for one operation.
   *
   * @param lastStart no call is sent after this
   */
  CallSlots slots(Operation operation, List<TargetSettings> targets, Instant lastStart);

  /** Why the cached state rules out a call now; empty when it does not. */
  default Optional<NoCapacity> knownToBeFull(Operation operation) throws InterruptedException {
    return Optional.empty();
  }
}
