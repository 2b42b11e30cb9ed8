package io.fanlens.analysis;

import io.fanlens.quota.NoCapacity;
import io.fanlens.quota.NoCapacityException;
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
  private final Spread spread;
  private final InstantSource clock;
  private final RandomGenerator random;

  public Analyzer(TargetCall calls, Spread spread, InstantSource clock, RandomGenerator random) {
    this.calls = calls;
    this.spread = spread;
    this.clock = clock;
    this.random = random;
  }

  /** Why, by what is known already, no call can be sent now; empty when one may be. */
  public Optional<NoCapacity> knownToBeFull(Operation operation) {
    return spread.knownToBeFull(operation);
  }

  /**
   * Asks until there is an answer, the picture proves bad, or no call can be made any more.
   *
   * @param lastStart no call is sent after this
   * @throws CallFailedException the last failure
   * @throws NoCapacityException when the message should wait in the queue, and no call failed
   *     otherwise than for lack of capacity
   */
  public Answer analyze(
      ImageOperation operation, byte[] picture, List<TargetSettings> targets, Instant lastStart)
      throws CallFailedException, NoCapacityException, InterruptedException {
    Attempts attempts =
        new Attempts(
            operation, picture, spread.turns(operation.operation(), targets, lastStart), lastStart);
    RetryConfig config =
        RetryConfig.<Answer>custom()
            .maxAttempts(ROUNDS * targets.size())
            .retryOnException(attempts::mayGoOn)
            .intervalBiFunction(attempts::waitMillis)
            .failAfterMaxAttempts(false)
            .build();
    try {
      return Retry.of(operation.operation().apiName(), config).executeCallable(attempts::next);
    } catch (CallFailedException
        | NoCapacityException
        | InterruptedException
        | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a call threw what it does not declare", e);
    }
  }

  /** The calls made for one picture. */
  private final class Attempts {

    private final ImageOperation operation;
    private final byte[] picture;
    private final Turns turns;
    private final Instant lastStart;
    private CallFailedException lastIllness;
    private int calls;
    private int round;
    private boolean ended;

    Attempts(ImageOperation operation, byte[] picture, Turns turns, Instant lastStart) {
      this.operation = operation;
      this.picture = picture;
      this.turns = turns;
      this.lastStart = lastStart;
    }

    Answer next() throws CallFailedException, NoCapacityException, InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (calls > 0 && !turns.isAnotherLeft()) {
        round++;
      }
      try (Turn turn = nextTurn()) {
        calls++;
        Instant start = clock.instant();
        try {
          SdkPojo body = Analyzer.this.calls.send(operation, picture, turn.target());
          Duration latency = Duration.between(start, clock.instant());
          turn.answered();
          return new Answer(body, turn.target().region(), latency, calls);
        } catch (CallFailedException e) {
          lastIllness = e.problem() == CallProblem.ILL ? e : null;
          turn.failed(e.problem());
          throw e;
        }
      }
    }

    /** A call that failed was an attempt, even when no other one can follow it now. */
    private Turn nextTurn() throws CallFailedException, NoCapacityException, InterruptedException {
      try {
        return turns.next();
      } catch (CallFailedException e) {
        ended = true;
        throw e;
      } catch (NoCapacityException e) {
        ended = true;
        if (lastIllness != null) {
          lastIllness.addSuppressed(e);
          throw new CallFailedException(
              CallProblem.ILL, lastIllness.code(), lastIllness.getMessage(), lastIllness);
        }
        throw e;
      }
    }

    boolean mayGoOn(Throwable failure) {
      return failure instanceof CallFailedException failed
          && switch (failed.problem()) {
            case THROTTLED, TOO_STEEP, ILL, DENIED -> true;
            case BAD_PICTURE, CUT_OFF -> false;
          }
          && !ended
          && !clock.instant().isAfter(lastStart);
    }

    long waitMillis(int attempt, Either<Throwable, Answer> outcome) {
      if (turns.isAnotherLeft()) {
        return 0; // another target at once
      }
      long most = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(round, 10));
      long left = Math.max(0, Duration.between(clock.instant(), lastStart).toMillis());
      return Math.min(random.nextLong(most + 1), left);
    }
  }
}
