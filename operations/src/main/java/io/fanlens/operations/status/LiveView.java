package io.fanlens.operations.status;

import io.fanlens.settings.Operation;
import io.fanlens.status.QueueDepth;
import io.fanlens.status.TargetReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a deployment is doing: the last read, with rates over the seconds before it.
 *
 * @param picturesPerSecond calls that were not throttled, of the slowest operation at work; empty
 *     while unknown
 * @param targets of each operation; empty when they are drawn by weight alone
 */
public record LiveView(
    Instant at, QueueDepth depth, OptionalDouble picturesPerSecond, List<TargetView> targets) {

  public LiveView {
    targets = List.copyOf(targets);
  }

  /** The targets by operation, in the order of the settings. */
  Map<Operation, List<TargetView>> byOperation() {
    Map<Operation, List<TargetView>> operations = new LinkedHashMap<>();
    targets.forEach(
        target ->
            operations.computeIfAbsent(target.operation(), o -> new ArrayList<>()).add(target));
    return operations;
  }

  /**
   * One target of one operation.
   *
   * @param callsPerSecond calls that were sent; empty while unknown
   * @param throttledShare of these calls; empty without calls
   */
  public record TargetView(
      Operation operation,
      TargetReport report,
      OptionalDouble callsPerSecond,
      OptionalDouble throttledShare) {

    private static final double IDLE_CALLS = 0.05;

    /** Nothing to tell: neither calls nor a cut rate nor an open breaker. */
    boolean isIdle() {
      boolean calls =
          callsPerSecond.isPresent()
              ? callsPerSecond.getAsDouble() >= IDLE_CALLS
              : report.bookedAheadMicros() > 0;
      return !calls
          && !report.isCut()
          && report.breaker() == TargetReport.Breaker.CLOSED
          && throttledShare.orElse(0) == 0;
    }
  }
}
