package io.fanlens.pipeline;

import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.result.Claim;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.Rows;
import io.fanlens.result.WriteInterruptedException;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes one picture to its row for one operation: claim, fetch, prepare, call, finish. Every
 * failure becomes an outcome; no exception leaves it.
 */
final class PictureWork {

  private static final Outcome OUT_OF_TIME =
      new Outcome.Failed("OUT_OF_TIME", "the function's time ran out");

  private final Settings settings;
  private final Rows rows;
  private final Analyzer analyzer;
  private final ClaimedWork claimedWork;

  PictureWork(Settings settings, Rows rows, PaidRows paidRows, Analyzer analyzer) {
    this.settings = settings;
    this.rows = rows;
    this.analyzer = analyzer;
    this.claimedWork = new ClaimedWork(settings, rows, paidRows, analyzer);
  }

  /**
   * Processes a version.
   *
   * @param upload fetches and prepares the picture, once for all operations
   */
  WorkResult process(
      PictureVersion version,
      OperationSettings configured,
      ImageOperation operation,
      Upload upload,
      MessageRun run) {
    if (Thread.currentThread().isInterrupted()) {
      return new WorkResult.Ended(OUT_OF_TIME); // it would interrupt the claim
    }
    try {
      Optional<NoCapacity> full = analyzer.knownToBeFull(operation.operation());
      if (full.isPresent()) {
        return new WorkResult.Ended(LoggedOutcomes.later(operation, full.get()));
      }
      Claim claim = claim(version, operation, run);
      if (claim instanceof Claim.Granted granted && mayKill(granted, run)) {
        rows.release(version, operation.operation(), granted.token(), false);
        if (!run.place().awaitAlone(run.time().toWait())) {
          return new WorkResult.Ended(new Outcome.Later("WAITS_ALONE", Duration.ZERO));
        }
        claim = claim(version, operation, run);
      }
      return switch (claim) {
        case Claim.NotOwed notOwed ->
            new WorkResult.Ended(new Outcome.Gone("this or a newer version has its row"));
        case Claim.Busy busy ->
            new WorkResult.Ended(
                new Outcome.Later(
                    "another worker has it", Duration.between(run.time().now(), busy.until())));
        case Claim.Granted granted ->
            claimedWork.process(
                new ClaimedPicture(version, configured, operation, run.message(), granted),
                upload,
                run.time());
      };
    } catch (InterruptedException | WriteInterruptedException e) {
      Thread.currentThread().interrupt();
      return new WorkResult.Ended(OUT_OF_TIME);
    } catch (RuntimeException e) {
      return new WorkResult.Ended(
          LoggedOutcomes.failed("TABLE_UNAVAILABLE", version, operation, e));
    }
  }

  private Claim claim(PictureVersion version, ImageOperation operation, MessageRun run) {
    return rows.claim(
        version,
        operation.operation(),
        run.time().deadline().plus(settings.timings().claimMargin()),
        run.message().sentAt());
  }

  /** Its last worker died with it, and perhaps of it. */
  private boolean mayKill(Claim.Granted granted, MessageRun run) {
    return granted.takenOver()
        && granted.attempt() <= settings.maxAttempts()
        && !run.place().isAlone();
  }
}
