package io.fanlens.analysis;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.analysis.routing.CallSlot;
import io.fanlens.analysis.routing.CallSlots;
import io.fanlens.analysis.routing.RoutingStrategy;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.picture.SentPicture;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.NoCapacityException;
import io.fanlens.settings.Operation;
import io.fanlens.settings.TargetSettings;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Gets one answer for one picture. A throttled or failed call goes to another target at once, and
 * only when all have been tried the next round waits, with full jitter: a random time up to 100 ms,
 * then up to 200 ms, 400 ms and so on, at most 2 s.
 */
public final class Analyzer {

  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /** A round asks each target once. */
  private static final int ROUNDS = 4;

  private final TargetCall calls;
  private final RoutingStrategy routing;
  private final InstantSource clock;
  private final RandomGenerator random;

  public Analyzer(
      TargetCall calls, RoutingStrategy routing, InstantSource clock, RandomGenerator random) {
    this.calls = calls;
    this.routing = routing;
    this.clock = clock;
    this.random = random;
  }

  /** Why, by what is known already, no call can be sent now; empty when one may be. */
  public Optional<NoCapacity> knownToBeFull(Operation operation) {
    return routing.knownToBeFull(operation);
  }

  /**
   * Asks until there is an answer, the picture proves bad, or no call can be made any more.
   *
   * @param lastStart no call is sent after this
   * @throws CallFailedException the last failure
   * @throws PictureGoneException when the picture was replaced or removed meanwhile
   * @throws BadPictureException when it cannot be made fit for a target
   * @throws NoCapacityException when the message should wait in the queue, and no call failed
   *     otherwise than for lack of capacity
   */
  public Answer analyze(
      ImageOperation operation,
      PictureSource picture,
      List<TargetSettings> targets,
      Instant lastStart)
      throws CallFailedException,
          NoCapacityException,
          PictureGoneException,
          BadPictureException,
          InterruptedException {
    Attempts attempts =
        new Attempts(
            operation,
            picture,
            routing.slots(operation.operation(), targets, lastStart),
            lastStart,
            ROUNDS * targets.size());
    RetryConfig config =
        RetryConfig.<Answer>custom()
            .maxAttempts(attempts.maxCalls + 1) // see mayGoOn
            .retryOnException(attempts::mayGoOn)
            .intervalBiFunction(attempts::waitMillis)
            .failAfterMaxAttempts(false)
            .build();
    try {
      return Retry.of(operation.operation().apiName(), config).executeCallable(attempts::next);
    } catch (CallFailedException
        | NoCapacityException
        | PictureGoneException
        | BadPictureException
        | InterruptedException
        | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a call threw what it does not declare", e);
    }
  }

  /** A turn that has begun, and what is sent in it. */
  private record Ready(CallSlot slot, SentPicture sent) {}

  /** The calls made for one picture. */
  private final class Attempts {

    private final ImageOperation operation;
    private final PictureSource picture;
    private final CallSlots slots;
    private final Instant lastStart;
    private CallFailedException lastFault;
    private final int maxCalls;
    private int calls;
    private int refusedObjects;
    private int round;
    private boolean ended;

    Attempts(
        ImageOperation operation,
        PictureSource picture,
        CallSlots slots,
        Instant lastStart,
        int maxCalls) {
      this.operation = operation;
      this.picture = picture;
      this.slots = slots;
      this.lastStart = lastStart;
      this.maxCalls = maxCalls;
    }

    Answer next()
        throws CallFailedException,
            NoCapacityException,
            PictureGoneException,
            BadPictureException,
            InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (calls > 0 && !slots.isAnotherLeft()) {
        round++;
      }
      Ready ready = ready();
      SentPicture sent = ready.sent();
      try (CallSlot slot = ready.slot()) {
        calls++;
        Instant start = clock.instant();
        try {
          SdkPojo body = Analyzer.this.calls.send(operation, sent, slot.target());
          Duration latency = Duration.between(start, clock.instant());
          slot.answered();
          picture.confirm(sent);
          return new Answer(body, slot.target().region(), latency, calls, sent);
        } catch (CallFailedException e) {
          slot.failed(e.problem());
          learn(e, sent);
          throw e;
        }
      }
    }

    private void learn(CallFailedException e, SentPicture sent) throws PictureGoneException {
      switch (e.problem()) {
        case SERVICE_FAULT -> lastFault = e;
        case OBJECT_REFUSED -> {
          refusedObjects++;
          picture.objectRefused(e.getMessage());
        }
        case BAD_PICTURE -> picture.confirm(sent);
        case THROTTLED, RAMPED_TOO_FAST, DENIED, INTERRUPTED -> lastFault = null;
      }
    }

    /**
     * A turn that has begun, with what its target takes. Fetching goes on while the turn's time is
     * still to come; where it takes longer the time is lost, and the next turn finds the bytes at
     * hand. Nothing is held while a picture is converted.
     */
    private Ready ready()
        throws CallFailedException,
            NoCapacityException,
            PictureGoneException,
            BadPictureException,
            InterruptedException {
      while (true) {
        CallSlot slot = nextSlot();
        boolean begun = false;
        try {
          if (picture.needsConversion(slot.target())) {
            slot.close();
            picture.forTarget(slot.target());
            continue;
          }
          SentPicture sent = picture.forTarget(slot.target());
          begun = slot.begin();
          if (begun) {
            return new Ready(slot, sent);
          }
        } finally {
          if (!begun) {
            slot.close();
          }
        }
      }
    }

    /** A call that failed was an attempt, even when no other one can follow it now. */
    private CallSlot nextSlot()
        throws CallFailedException, NoCapacityException, InterruptedException {
      try {
        return slots.next();
      } catch (CallFailedException e) {
        ended = true;
        throw e;
      } catch (NoCapacityException e) {
        ended = true;
        if (lastFault != null) {
          lastFault.addSuppressed(e);
          throw new CallFailedException(
              CallProblem.SERVICE_FAULT, lastFault.code(), lastFault.getMessage(), lastFault);
        }
        throw e;
      }
    }

    boolean mayGoOn(Throwable failure) {
      return failure instanceof CallFailedException failed
          && switch (failed.problem()) {
            case THROTTLED, RAMPED_TOO_FAST, SERVICE_FAULT, DENIED, OBJECT_REFUSED -> true;
            case BAD_PICTURE, INTERRUPTED -> false;
          }
          && !ended
          && calls - refusedObjects < maxCalls // the bytes follow a refused object in any case
          && !clock.instant().isAfter(lastStart);
    }

    long waitMillis(int attempt, Either<Throwable, Answer> outcome) {
      if (slots.isAnotherLeft()) {
        return 0; // another target at once
      }
      long most = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(round, 10));
      long left = Math.max(0, Duration.between(clock.instant(), lastStart).toMillis());
      return Math.min(random.nextLong(most + 1), left);
    }
  }
}
