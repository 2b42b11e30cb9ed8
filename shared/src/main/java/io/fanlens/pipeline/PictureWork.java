package io.fanlens.pipeline;

import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.quota.Micros;
import io.fanlens.quota.Sleeper;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.result.Claim;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.Rows;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes one picture to its row for one operation: claim, fetch, prepare, call, finish. Every
 * failure becomes an outcome; no exception leaves it.
 */
final class PictureWork {

  private final Settings settings;
  private final Rows rows;
  private final Analyzer analyzer;
  private final ClaimedWork claimedWork;
  private final InstantSource clock;

  PictureWork(
      Settings settings,
      Rows rows,
      Analyzer analyzer,
      MessageQueue queue,
      InstantSource clock,
      Sleeper sleeper,
      PictureEvents events) {
    this.settings = settings;
    this.rows = rows;
    this.analyzer = analyzer;
    this.clock = clock;
    PaidRows paidRows = new PaidRows(rows, settings.timings().store(), clock, sleeper, events);
    this.claimedWork = new ClaimedWork(settings, rows, paidRows, analyzer, queue, clock);
  }

  /**
   * Processes a version.
   *
   * @param upload fetches and prepares the picture, once for all operations
   * @param deadline when the function must have answered
   */
  Outcome process(
      PictureVersion version,
      OperationSettings configured,
      ImageOperation operation,
      Upload upload,
      QueueMessage message,
      Instant deadline) {
    try {
      Optional<NoCapacity> full = analyzer.knownToBeFull(operation.operation());
      if (full.isPresent()) {
        return LoggedOutcomes.later(
            operation, full.get().reason(), Micros.toDuration(full.get().retryAfterMicros()));
      }
      Claim claim =
          rows.claim(
              version,
              operation.operation(),
              deadline.plus(settings.timings().claimMargin()),
              message.sentAt());
      return switch (claim) {
        case Claim.NotOwed notOwed -> new Outcome.Gone("this or a newer version has its row");
        case Claim.Busy busy ->
            new Outcome.Later(
                "another worker has it", Duration.between(clock.instant(), busy.until()));
        case Claim.Granted granted ->
            claimedWork.process(
                new ClaimedPicture(version, configured, operation, message, granted),
                upload,
                deadline);
      };
    } catch (RuntimeException e) {
      return LoggedOutcomes.failed("TABLE_UNAVAILABLE", version, operation, e);
    }
  }
}
