package io.fanlens.pipeline;

import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.Answer;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.operation.BadReferenceException;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.NoRoomException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.NoCapacityException;
import io.fanlens.result.ClaimLostException;
import io.fanlens.result.ResultRow;
import io.fanlens.result.ResultTableUnavailableException;
import io.fanlens.result.RowTooLargeException;
import io.fanlens.result.Rows;
import io.fanlens.result.WriteInterruptedException;
import io.fanlens.settings.Settings;
import io.fanlens.settings.Target;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows a granted claim, up to the row, a release of the claim or the need of a dead letter.
 * An attempt counts once something was fetched or sent in it; whatever only waited is released as
 * if it had not been claimed.
 */
final class ClaimedWork {

  private static final Logger LOG = LoggerFactory.getLogger(ClaimedWork.class);

  private final Settings settings;
  private final Rows rows;
  private final PaidRows paidRows;
  private final Analyzer analyzer;

  ClaimedWork(Settings settings, Rows rows, PaidRows paidRows, Analyzer analyzer) {
    this.settings = settings;
    this.rows = rows;
    this.paidRows = paidRows;
    this.analyzer = analyzer;
  }

  WorkResult process(ClaimedPicture picture, Upload upload, TimeLeft time) {
    if (picture.attempt() > settings.maxAttempts()) {
      return needsDeadLetter(picture, lastFailure(picture));
    }
    Tried tried = new Tried(upload);
    try {
      return attempt(picture, tried, time);
    } catch (InterruptedException | WriteInterruptedException e) {
      Thread.currentThread().interrupt();
      release(picture, tried.counts());
      return ended(new Outcome.Failed("OUT_OF_TIME", "the function's time ran out"));
    } catch (NoRoomException e) {
      release(picture, false);
      return ended(new Outcome.Later("NO_" + e.waitedFor().name(), Duration.ZERO));
    } catch (ClaimLostException e) {
      return ended(new Outcome.Later("another worker has it", Duration.ZERO));
    } catch (ResultTableUnavailableException e) {
      // Never given up, not even after the last attempt: the row may be there.
      Outcome.Failed failure =
          LoggedOutcomes.failed("TABLE_UNAVAILABLE", picture.version(), picture.operation(), e);
      release(picture, true);
      return ended(failure);
    } catch (RuntimeException e) {
      String code = e instanceof BucketFailedException ? "BUCKET_FAILED" : "UNEXPECTED";
      return retryOrGiveUp(
          picture, LoggedOutcomes.failed(code, picture.version(), picture.operation(), e));
    }
  }

  private Outcome.Failed lastFailure(ClaimedPicture picture) {
    return picture
        .claim()
        .gaveUp()
        .map(failure -> new Outcome.Failed(failure.errorCode(), failure.why()))
        .orElseGet(
            () ->
                new Outcome.Failed(
                    "NEVER_ENDED",
                    "none of %d attempts completed: the function was killed or timed out, or the table was unavailable"
                        .formatted(settings.maxAttempts())));
  }

  private WorkResult attempt(ClaimedPicture picture, Tried tried, TimeLeft time)
      throws InterruptedException {
    try {
      return ended(analyze(picture, tried, time));
    } catch (BadPictureException e) {
      return ended(reject(picture, e.problem().name(), e.getMessage(), time));
    } catch (RowTooLargeException e) {
      return ended(
          reject(
              picture,
              "ANSWER_TOO_LARGE",
              "The answer is larger than a row may be (400 KB); configure fewer attributes or"
                  + " labels.",
              time));
    } catch (BadReferenceException e) {
      return retryOrGiveUp(picture, new Outcome.Failed("BAD_REFERENCE", e.getMessage()));
    } catch (PictureGoneException e) {
      rows.abandon(picture.version(), picture.name(), picture.token());
      return ended(new Outcome.Gone(e.getMessage()));
    } catch (CallFailedException e) {
      return unanswered(picture, e, time);
    } catch (NoCapacityException e) {
      release(picture, false);
      return ended(LoggedOutcomes.later(picture.operation(), e.noCapacity()));
    }
  }

  private Outcome analyze(ClaimedPicture picture, Tried tried, TimeLeft time)
      throws BadPictureException,
          BadReferenceException,
          PictureGoneException,
          CallFailedException,
          NoCapacityException,
          InterruptedException {
    ImageOperation operation = picture.operation().in(picture.version().bucket());
    Upload upload = tried.upload;
    upload.requireCurrent();
    Sending sending =
        Sending.of(
            upload,
            picture.name().limits(),
            Target.home(settings.homeRegion()),
            picture.configured().targets());
    tried.sending = sending;
    Answer answer =
        analyzer.analyze(
            operation,
            sending,
            picture.configured().targets(),
            time.lastCall(sending.mayGoAsObject()));
    var row =
        ResultRow.succeeded(picture.version(), operation, answer, picture.attempt(), time.now());
    int count = row.get(operation.answerList()).l().size();
    return paidRows.finish(picture.version(), picture.name(), picture.token(), row, time.deadline())
        ? new Outcome.Done(answer.region(), count)
        : new Outcome.Gone("superseded meanwhile");
  }

  private Outcome reject(ClaimedPicture picture, String errorCode, String sentence, TimeLeft time) {
    var row =
        ResultRow.rejected(
            picture.version(), picture.name(), errorCode, sentence, picture.attempt(), time.now());
    return rows.finish(picture.version(), picture.name(), picture.token(), row)
        ? new Outcome.Rejected(errorCode)
        : new Outcome.Gone("superseded meanwhile");
  }

  private WorkResult unanswered(ClaimedPicture picture, CallFailedException e, TimeLeft time)
      throws InterruptedException {
    LOG.atInfo()
        .addKeyValue("operation", picture.name().apiName())
        .addKeyValue("picture", picture.version().loggedAs())
        .addKeyValue("code", e.code())
        .log("no answer: {}", e.loggedAs());
    return switch (e.problem()) {
      case BAD_PICTURE -> ended(reject(picture, e.code(), e.getMessage(), time));
      case DENIED -> {
        release(picture, false);
        yield ended(
            LoggedOutcomes.later(
                picture.operation(), new NoCapacity(NoCapacity.Reason.ALL_DENIED, 0)));
      }
      case THROTTLED, RAMPED_TOO_FAST, OBJECT_REFUSED -> {
        release(picture, false);
        yield ended(new Outcome.Later(e.code(), Duration.ZERO));
      }
      case SERVICE_FAULT, REQUEST_REFUSED ->
          retryOrGiveUp(picture, new Outcome.Failed(e.code(), e.getMessage()));
      case INTERRUPTED -> throw new InterruptedException(e.getMessage());
    };
  }

  private WorkResult retryOrGiveUp(ClaimedPicture picture, Outcome.Failed failure) {
    if (picture.attempt() >= settings.maxAttempts()) {
      return needsDeadLetter(picture, failure);
    }
    release(picture, true);
    return ended(failure);
  }

  private WorkResult needsDeadLetter(ClaimedPicture picture, Outcome.Failed failure) {
    int attempts = Math.min(picture.attempt(), settings.maxAttempts());
    return new WorkResult.NeedsDeadLetter(new GivenUp(picture, failure, attempts));
  }

  private static WorkResult ended(Outcome outcome) {
    return new WorkResult.Ended(outcome);
  }

  /** A claim that cannot be released ends by itself. An interrupt must not cut this off too. */
  private void release(ClaimedPicture picture, boolean attemptCounts) {
    boolean isOver = Thread.interrupted();
    try {
      if (isOver) {
        rows.releaseQuickly(picture.version(), picture.name(), picture.token(), attemptCounts);
      } else {
        rows.release(picture.version(), picture.name(), picture.token(), attemptCounts);
      }
    } catch (RuntimeException e) {
      LoggedOutcomes.log("TABLE_UNAVAILABLE", picture.version(), picture.name(), e);
    } finally {
      if (isOver) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What was done under this claim; the upload may have been fetched under another one. */
  private static final class Tried {

    private final Upload upload;
    private final int fetchedBefore;
    private Sending sending;

    Tried(Upload upload) {
      this.upload = upload;
      this.fetchedBefore = upload.fetches();
    }

    boolean counts() {
      return upload.fetches() > fetchedBefore || (sending != null && sending.isUsed());
    }
  }
}
