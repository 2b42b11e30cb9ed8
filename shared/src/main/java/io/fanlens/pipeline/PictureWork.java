package io.fanlens.pipeline;

import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.Answer;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.operation.BadReferenceException;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.quota.Micros;
import io.fanlens.quota.Sleeper;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.NoCapacityException;
import io.fanlens.result.Claim;
import io.fanlens.result.ClaimLostException;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.ResultRow;
import io.fanlens.result.ResultTableUnavailableException;
import io.fanlens.result.RowTooLargeException;
import io.fanlens.result.Rows;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.Target;
import io.fanlens.settings.Timings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Brings one picture to its row for one operation: claim, fetch, prepare, ask, finish. Whatever
 * goes wrong in between becomes an outcome; no exception leaves it.
 */
final class PictureWork {

  private static final Logger LOG = LoggerFactory.getLogger(PictureWork.class);

  /** Stands in the log for an alarm to find. */
  private static final String ALL_TARGETS_DENIED = "ALL_TARGETS_DENIED";

  private static final String SPENDING_STOP = "SPENDING_STOP";

  /** Between the tries to write a row: 0.2 s, 0.4 s ... 12.8 s, 25 s in all. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(13);

  private final Settings settings;
  private final Rows rows;
  private final Analyzer analyzer;
  private final MessageQueue queue;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final PictureEvents events;

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
    this.queue = queue;
    this.clock = clock;
    this.sleeper = sleeper;
    this.events = events;
  }

  /**
   * Works on a version until something is known of it.
   *
   * @param upload fetches and prepares the picture, once for all operations
   * @param deadline when the function will be cut off
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
        return later(
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
            new Claimed(version, configured, operation, message, granted).work(upload, deadline);
      };
    } catch (RuntimeException e) {
      return failed("TABLE_UNAVAILABLE", version, operation, e);
    }
  }

  /** The work under a claim. */
  private final class Claimed {

    private final PictureVersion version;
    private final OperationSettings configured;
    private final ImageOperation operation;
    private final QueueMessage message;
    private final Claim.Granted claim;

    Claimed(
        PictureVersion version,
        OperationSettings configured,
        ImageOperation operation,
        QueueMessage message,
        Claim.Granted claim) {
      this.version = version;
      this.configured = configured;
      this.operation = operation;
      this.message = message;
      this.claim = claim;
    }

    Outcome work(Upload upload, Instant deadline) {
      if (claim.attempt() > settings.maxAttempts()) {
        return giveUp(
            new Outcome.Failed(
                "NEVER_ENDED",
                "none of %d attempts came to an end: the function was killed or cut off, or the table was out of reach"
                    .formatted(settings.maxAttempts())));
      }
      try {
        ImageOperation asked = operation.in(version.bucket());
        upload.requireCurrent();
        Sending picture =
            Sending.of(
                upload,
                operation.operation().limits(),
                Target.home(settings.homeRegion()),
                configured.targets());
        Answer answer =
            analyzer.analyze(asked, picture, configured.targets(), lastStart(picture, deadline));
        return succeed(asked, answer, deadline);
      } catch (BadPictureException e) {
        return reject(e.problem().name(), e.getMessage());
      } catch (BadReferenceException e) {
        return tryAgainOrGiveUp(new Outcome.Failed("BAD_REFERENCE", e.getMessage()));
      } catch (PictureGoneException e) {
        rows.abandon(version, operation.operation(), claim.token());
        return new Outcome.Gone(e.getMessage());
      } catch (CallFailedException e) {
        return unanswered(e);
      } catch (NoCapacityException e) {
        rows.release(version, operation.operation(), claim.token(), false);
        return later(operation, e.reason(), e.retryAfter());
      } catch (InterruptedException e) {
        rows.release(version, operation.operation(), claim.token(), true);
        Thread.currentThread().interrupt(); // not sooner: the release would be broken off
        return new Outcome.Failed("OUT_OF_TIME", "the function's time ran out");
      } catch (ClaimLostException e) {
        return new Outcome.Later("another worker has it", Duration.ZERO);
      } catch (ResultTableUnavailableException e) {
        // Not given up, even after the last attempt: the row may be there.
        Outcome.Failed failure = failed("TABLE_UNAVAILABLE", version, operation, e);
        rows.release(version, operation.operation(), claim.token(), true);
        return failure;
      } catch (RowTooLargeException e) {
        return reject(
            "ANSWER_TOO_LARGE",
            "The answer is larger than a row may be (400 KB); configure fewer attributes or"
                + " labels.");
      } catch (RuntimeException e) {
        return tryAgainOrGiveUp(failed("UNEXPECTED", version, operation, e));
      }
    }

    /** What follows the call must end in the function's time too. */
    private Instant lastStart(Sending picture, Instant deadline) {
      Timings timings = settings.timings();
      Instant lastStart = deadline.minus(timings.call()).minus(timings.store());
      return picture.mayGoAsObject() ? lastStart.minus(timings.confirm()) : lastStart;
    }

    private Outcome succeed(ImageOperation asked, Answer answer, Instant deadline)
        throws InterruptedException {
      var row = ResultRow.succeeded(version, asked, answer, claim.attempt(), clock.instant());
      int count = row.get(operation.answerList()).l().size();
      return storePaid(row, deadline)
          ? new Outcome.Done(answer.region(), count)
          : new Outcome.Gone("superseded while it was worked on");
    }

    /**
     * The answer was paid for, so its write is tried as long as the function has time; a repeated
     * write is known by its token.
     */
    private boolean storePaid(Map<String, AttributeValue> row, Instant deadline)
        throws InterruptedException {
      Duration pause = FIRST_PAUSE;
      while (true) {
        try {
          Instant start = clock.instant();
          boolean stored = rows.finish(version, operation.operation(), claim.token(), row);
          events.took(PictureEvents.Step.STORE, Duration.between(start, clock.instant()));
          return stored;
        } catch (ResultTableUnavailableException e) {
          Instant next = clock.instant().plus(pause);
          if (pause.compareTo(LONGEST_PAUSE) > 0
              || next.plus(settings.timings().store()).isAfter(deadline)) {
            throw e;
          }
          LOG.atWarn()
              .addKeyValue("operation", operation.operation().apiName())
              .addKeyValue("picture", version.loggedAs())
              .log(e.getMessage());
          sleeper.sleep(pause);
          pause = pause.multipliedBy(2);
        }
      }
    }

    private Outcome reject(String errorCode, String sentence) {
      var row =
          ResultRow.rejected(
              version,
              operation.operation(),
              errorCode,
              sentence,
              claim.attempt(),
              clock.instant());
      return rows.finish(version, operation.operation(), claim.token(), row)
          ? new Outcome.Rejected(errorCode)
          : new Outcome.Gone("superseded while it was worked on");
    }

    private Outcome unanswered(CallFailedException e) {
      return switch (e.problem()) {
        case BAD_PICTURE -> reject(e.code(), e.getMessage());
        case DENIED -> {
          rows.release(version, operation.operation(), claim.token(), false);
          yield later(operation, NoCapacity.Reason.ALL_DENIED, Duration.ZERO);
        }
        case THROTTLED, RAMPED_TOO_FAST, OBJECT_REFUSED -> {
          rows.release(version, operation.operation(), claim.token(), false);
          yield new Outcome.Later(e.code(), Duration.ZERO);
        }
        case SERVICE_FAULT -> tryAgainOrGiveUp(new Outcome.Failed(e.code(), e.getMessage()));
        case INTERRUPTED -> {
          Thread.interrupted(); // else the release would be broken off too
          rows.release(version, operation.operation(), claim.token(), true);
          Thread.currentThread().interrupt();
          yield new Outcome.Failed(e.code(), e.getMessage());
        }
      };
    }

    private Outcome tryAgainOrGiveUp(Outcome.Failed failure) {
      if (claim.attempt() >= settings.maxAttempts()) {
        return giveUp(failure);
      }
      rows.release(version, operation.operation(), claim.token(), true);
      return failure;
    }

    /**
     * Dead letter first, then the row, then the acknowledgement: a crash in between loses nothing.
     */
    private Outcome giveUp(Outcome.Failed failure) {
      String sentence =
          "Given up after %d attempts; the last one failed with: %s"
              .formatted(Math.min(claim.attempt(), settings.maxAttempts()), failure.why());
      // The time of the row is taken before the letter is sent: whoever sends the letter back,
      // sends
      // it later than the row says.
      Instant now = clock.instant();
      queue.deadLetter(message, failure.errorCode(), sentence);
      var row =
          ResultRow.deadLettered(
              version,
              operation.operation(),
              failure.errorCode(),
              sentence,
              Math.min(claim.attempt(), settings.maxAttempts()),
              now);
      return rows.finish(version, operation.operation(), claim.token(), row)
          ? new Outcome.Rejected(failure.errorCode())
          : new Outcome.Gone("superseded while it was given up");
    }
  }

  private static Outcome later(
      ImageOperation operation, NoCapacity.Reason reason, Duration notBefore) {
    if (reason == NoCapacity.Reason.ALL_DENIED) {
      LOG.error(
          "{} {}: every target refuses us; check the function's rights and the Regions' opt-in,"
              + " meanwhile the pictures wait",
          ALL_TARGETS_DENIED,
          operation.operation().apiName());
    }
    if (reason == NoCapacity.Reason.SPENDING_STOP) {
      LOG.warn(
          "{} {}: the paid calls of this day (UTC) are spent, so pictures wait for the next day;"
              + " raise maxCallsPerDay to go on sooner",
          SPENDING_STOP,
          operation.operation().apiName());
    }
    return new Outcome.Later(reason.name(), notBefore);
  }

  private static Outcome.Failed failed(
      String errorCode, PictureVersion version, ImageOperation operation, RuntimeException e) {
    LOG.atWarn()
        .addKeyValue("operation", operation.operation().apiName())
        .addKeyValue("picture", version.loggedAs())
        .addKeyValue("code", errorCode)
        .setCause(e)
        .log(errorCode);
    return new Outcome.Failed(
        errorCode, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
  }
}
