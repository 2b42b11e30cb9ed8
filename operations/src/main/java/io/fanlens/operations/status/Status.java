package io.fanlens.operations.status;

import io.fanlens.settings.Operation;
import io.fanlens.stage.capacity.InFlightLimit;
import io.fanlens.status.FailureCount;
import io.fanlens.status.TargetReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Status of a deployment at one moment. Amazon SQS's counts are approximate.
 *
 * @param waiting visible messages
 * @param inFlight messages that functions are processing
 * @param delayed messages that are not visible yet, where the queue counts them apart
 * @param oldest age of the oldest message; empty where it is unknown
 * @param deadLetters messages in the dead-letter queue
 * @param failures FAILED rows by error code
 * @param targets targets of every operation; empty when they are drawn by weight alone
 */
public record Status(
    long waiting,
    long inFlight,
    long delayed,
    Optional<Duration> oldest,
    long deadLetters,
    FailureCount failures,
    List<TargetLine> targets) {

  private static final int NEAR_PERCENT = 90;

  public Status {
    targets = List.copyOf(targets);
  }

  /** Beyond the limit no message is received. */
  boolean isNearInFlightLimit() {
    return 100 * inFlight >= NEAR_PERCENT * InFlightLimit.MESSAGES;
  }

  /** One target of one operation. */
  public record TargetLine(Operation operation, TargetReport report) {}
}
