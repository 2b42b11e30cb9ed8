package io.fanlens.pipeline;

import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.Answer;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.operation.BadReferenceException;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.NoCapacityException;
import io.fanlens.result.ClaimLostException;
import io.fanlens.result.ResultRow;
import io.fanlens.result.ResultTableUnavailableException;
import io.fanlens.result.RowTooLargeException;
import io.fanlens.result.Rows;
import io.fanlens.settings.Settings;
import io.fanlens.settings.Target;
import io.fanlens.settings.Timings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What follows a granted claim, up to the row, a release of the claim or a dead letter. */
final class ClaimedWork {

  private final Settings settings;
  private final Rows rows;
  private final PaidRows paidRows;
  private final Analyzer analyzer;
  private final MessageQueue queue;
  private final InstantSource clock;

  ClaimedWork(
      Settings settings,
      Rows rows,
      PaidRows paidRows,
      Analyzer analyzer,
      MessageQueue queue,
      InstantSource clock) {
    this.settings = settings;
    this.rows = rows;
    this.paidRows = paidRows;
    this.analyzer = analyzer;
    this.queue = queue;
    this.clock = clock;
  }

  Outcome process(ClaimedPicture picture, Upload upload, Instant deadline) {
    if (picture.attempt() > settings.maxAttempts()) {
      return giveUp(
          picture,
          new Outcome.Failed(
              "NEVER_ENDED",
              "none of %d attempts completed: the function was killed or timed out, or the table was unavailable"
                  .formatted(settings.maxAttempts())));
    }
    try {
      return analyze(picture, upload, deadline);
    } catch (BadPictureException e) {
      return reject(picture, e.problem().name(), e.getMessage());
    } catch (BadReferenceException e) {
      return retryOrGiveUp(picture, new Outcome.Failed("BAD_REFERENCE", e.getMessage()));
    } catch (PictureGoneException e) {
      rows.abandon(picture.version(), picture.name(), picture.token());
      return new Outcome.Gone(e.getMessage());
    } catch (CallFailedException e) {
      return unanswered(picture, e);
    } catch (NoCapacityException e) {
      release(picture, false);
      return LoggedOutcomes.later(picture.operation(), e.reason(), e.retryAfter());
    } catch (InterruptedException e) {
      release(picture, true);
      Thread.currentThread().interrupt(); // only now: it would interrupt the release
      return new Outcome.Failed("OUT_OF_TIME", "the function's time ran out");
    } catch (ClaimLostException e) {
      return new Outcome.Later("another worker has it", Duration.ZERO);
    } catch (ResultTableUnavailableException e) {
      // Never given up, not even after the last attempt: the row may be there.
      Outcome.Failed failure =
          LoggedOutcomes.failed("TABLE_UNAVAILABLE", picture.version(), picture.operation(), e);
      release(picture, true);
      return failure;
    } catch (RowTooLargeException e) {
      return reject(
          picture,
          "ANSWER_TOO_LARGE",
          "The answer is larger than a row may be (400 KB); configure fewer attributes or labels.");
    } catch (RuntimeException e) {
      return retryOrGiveUp(
          picture, LoggedOutcomes.failed("UNEXPECTED", picture.version(), picture.operation(), e));
    }
  }

  private Outcome analyze(ClaimedPicture picture, Upload upload, Instant deadline)
      throws BadPictureException,
          BadReferenceException,
          PictureGoneException,
          CallFailedException,
          NoCapacityException,
          InterruptedException {
    ImageOperation operation = picture.operation().in(picture.version().bucket());
    upload.requireCurrent();
    Sending sending =
        Sending.of(
            upload,
            picture.name().limits(),
            Target.home(settings.homeRegion()),
            picture.configured().targets());
    Answer answer =
        analyzer.analyze(
            operation, sending, picture.configured().targets(), lastStart(sending, deadline));
    var row =
        ResultRow.succeeded(
            picture.version(), operation, answer, picture.attempt(), clock.instant());
    int count = row.get(operation.answerList()).l().size();
    return paidRows.finish(picture.version(), picture.name(), picture.token(), row, deadline)
        ? new Outcome.Done(answer.region(), count)
        : new Outcome.Gone("superseded meanwhile");
  }

  /** What follows the call must fit into the function's time too. */
  private Instant lastStart(Sending sending, Instant deadline) {
    Timings timings = settings.timings();
    Instant lastStart = deadline.minus(timings.call()).minus(timings.store());
    return sending.mayGoAsObject() ? lastStart.minus(timings.confirm()) : lastStart;
  }

  private Outcome reject(ClaimedPicture picture, String errorCode, String sentence) {
    var row =
        ResultRow.rejected(
            picture.version(),
            picture.name(),
            errorCode,
            sentence,
            picture.attempt(),
            clock.instant());
    return rows.finish(picture.version(), picture.name(), picture.token(), row)
        ? new Outcome.Rejected(errorCode)
        : new Outcome.Gone("superseded meanwhile");
  }

  private Outcome unanswered(ClaimedPicture picture, CallFailedException e) {
    return switch (e.problem()) {
      case BAD_PICTURE -> reject(picture, e.code(), e.getMessage());
      case DENIED -> {
        release(picture, false);
        yield LoggedOutcomes.later(
            picture.operation(), NoCapacity.Reason.ALL_DENIED, Duration.ZERO);
      }
      case THROTTLED, RAMPED_TOO_FAST, OBJECT_REFUSED -> {
        release(picture, false);
        yield new Outcome.Later(e.code(), Duration.ZERO);
      }
      case SERVICE_FAULT -> retryOrGiveUp(picture, new Outcome.Failed(e.code(), e.getMessage()));
      case INTERRUPTED -> {
        Thread.interrupted(); // it would interrupt the release too
        release(picture, true);
        Thread.currentThread().interrupt();
        yield new Outcome.Failed(e.code(), e.getMessage());
      }
    };
  }

  private Outcome retryOrGiveUp(ClaimedPicture picture, Outcome.Failed failure) {
    if (picture.attempt() >= settings.maxAttempts()) {
      return giveUp(picture, failure);
    }
    release(picture, true);
    return failure;
  }

  /**
   * Dead letter first, then the row, then the acknowledgement: a crash in between loses nothing.
   */
  private Outcome giveUp(ClaimedPicture picture, Outcome.Failed failure) {
    int attempts = Math.min(picture.attempt(), settings.maxAttempts());
    String sentence =
        "Given up after %d attempts; the last one failed with: %s"
            .formatted(attempts, failure.why());
    // Before the dead letter is sent: a redrive must be later than the row's time.
    Instant now = clock.instant();
    queue.deadLetter(picture.message(), failure.errorCode(), sentence);
    var row =
        ResultRow.deadLettered(
            picture.version(), picture.name(), failure.errorCode(), sentence, attempts, now);
    return rows.finish(picture.version(), picture.name(), picture.token(), row)
        ? new Outcome.Rejected(failure.errorCode())
        : new Outcome.Gone("superseded meanwhile");
  }

  private void release(ClaimedPicture picture, boolean attemptCounts) {
    rows.release(picture.version(), picture.name(), picture.token(), attemptCounts);
  }
}
