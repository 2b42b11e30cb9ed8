package io.fanlens.analysis;

import io.fanlens.analysis.Attempts.NoSlotException;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.analysis.routing.CallSlots;
import io.fanlens.analysis.routing.RoutingStrategy;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.NoCapacityException;
import io.fanlens.settings.Operation;
import io.fanlens.settings.TargetSettings;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Gets one answer for one picture. A throttled or failed call goes to another target at once; only
 * when all have been tried the next round waits, with full jitter: a random time up to 100 ms, then
 * up to 200 ms, 400 ms and so on, at most 2 s.
 */
public final class Analyzer {

  /** A round tries each target once. */
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

  /** Why the cached state rules out a call now; empty when it does not. */
  public Optional<NoCapacity> knownToBeFull(Operation operation) throws InterruptedException {
    return routing.knownToBeFull(operation);
  }

  /**
   * Calls until there is an answer, the picture proves bad, or no call can be made any more.
   *
   * @param lastStart no call is sent after this
   * @throws CallFailedException the last failure
   * @throws PictureGoneException when the picture was replaced or removed meanwhile
   * @throws BadPictureException when it cannot be made to fit a target
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
    CallSlots slots = routing.slots(operation.operation(), targets, lastStart);
    Attempts attempts = new Attempts(calls, operation, picture, slots, clock);
    RetryConfig policy = policy(slots, ROUNDS * targets.size(), lastStart);
    try {
      return Retry.of(operation.operation().apiName(), policy).executeCallable(attempts::next);
    } catch (NoSlotException e) {
      throw e.failure();
    } catch (CallFailedException
        | NoCapacityException
        | PictureGoneException
        | BadPictureException
        | InterruptedException
        | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a call threw an undeclared exception", e);
    }
  }

  private RetryConfig policy(CallSlots slots, int maxAttempts, Instant lastStart) {
    RoundWaits rounds = new RoundWaits(slots, lastStart, clock, random);
    return RetryConfig.<Answer>custom()
        .maxAttempts(maxAttempts)
        .retryOnException(
            e ->
                e instanceof CallFailedException failed
                    && isRetryable(failed.problem())
                    && !clock.instant().isAfter(lastStart))
        .intervalBiFunction((attempt, failure) -> rounds.waitMillis())
        .build();
  }

  private static boolean isRetryable(CallProblem problem) {
    return switch (problem) {
      case THROTTLED, RAMPED_TOO_FAST, SERVICE_FAULT, DENIED, OBJECT_REFUSED -> true;
      case BAD_PICTURE, REQUEST_REFUSED, INTERRUPTED -> false;
    };
  }
}
