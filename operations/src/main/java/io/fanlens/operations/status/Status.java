package io.fanlens.operations.status;

import io.fanlens.settings.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How a deployment is at one moment. Amazon SQS's counts are approximate.
 *
 * @param waiting messages that a function could take now
 * @param inFlight messages that functions have
 * @param delayed messages that were handed back or are not to be seen yet, where the queue tells
 *     them apart
 * @param oldest age of the oldest message; empty where it is not known
 * @param deadLetters messages that were given up
 * @param failures FAILED rows by error code
 * @param targets every operation's targets; empty when they are drawn by weight alone
 */
public record Status(
    long waiting,
    long inFlight,
    long delayed,
    Optional<Duration> oldest,
    long deadLetters,
    Failures failures,
    List<TargetLine> targets) {

  public Status {
    targets = List.copyOf(targets);
  }

  /**
   * FAILED rows of the last days.
   *
   * @param complete false when there are more than were read
   */
  public record Failures(int days, SortedMap<String, Long> byCode, boolean complete) {}

  /** One target of one operation. */
  public record TargetLine(Operation operation, TargetReport report) {}
}
