package io.fanlens.analysis;

import io.fanlens.quota.DeniedTargets;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.settings.TargetSettings;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Gets one answer for one picture. A Region is drawn by weight; a throttled or failed call goes to
 * another Region at once, and only when all have been tried the next round waits, with full jitter:
 * a random time up to 100 ms, then up to 200 ms, 400 ms and so on, at most 2 s.
 */
public final class Analyzer {

  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /** A round asks each Region once. */
  private static final int ROUNDS = 4;

  private final RegionCall calls;
  private final WeightedChoice choice;
  private final DeniedTargets denied;
  private final InstantSource clock;
  private final RandomGenerator random;

  public Analyzer(
      RegionCall calls,
      WeightedChoice choice,
      DeniedTargets denied,
      InstantSource clock,
      RandomGenerator random) {
    this.calls = calls;
    this.choice = choice;
    this.denied = denied;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Asks until there is an answer, the picture proves bad, or no call can be made any more.
   *
   * @param lastStart no call is sent after this
   * @throws CallFailedException the last failure
   */
  public Answer analyze(
      ImageOperation operation, byte[] picture, List<TargetSettings> targets, Instant lastStart)
      throws CallFailedException {
    Attempts attempts = new Attempts(operation, picture, targets, lastStart);
    RetryConfig config =
        RetryConfig.<Answer>custom()
            .maxAttempts(ROUNDS * targets.size())
            .retryOnException(attempts::mayGoOn)
            .intervalBiFunction(attempts::waitMillis)
            .failAfterMaxAttempts(false)
            .build();
    try {
      return Retry.of(operation.operation().apiName(), config).executeCallable(attempts::next);
    } catch (CallFailedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a call threw what it does not declare", e);
    }
  }

  /** The calls made for one picture. */
  private final class Attempts {

    private final ImageOperation operation;
    private final byte[] picture;
    private final List<TargetSettings> targets;
    private final Instant lastStart;
    private final Set<String> triedThisRound = new HashSet<>();
    private int calls;
    private int round;

    Attempts(
        ImageOperation operation, byte[] picture, List<TargetSettings> targets, Instant lastStart) {
      this.operation = operation;
      this.picture = picture;
      this.targets = targets;
      this.lastStart = lastStart;
    }

    Answer next() throws CallFailedException {
      List<TargetSettings> left = untried();
      if (left.isEmpty()) {
        triedThisRound.clear();
        round++;
        left = untried();
      }
      if (left.isEmpty()) {
        throw new CallFailedException(
            CallProblem.DENIED, "ALL_TARGETS_DENIED", "every configured Region refused us", null);
      }
      Instant start = clock.instant();
      if (start.isAfter(lastStart)) {
        throw new CallFailedException(
            CallProblem.THROTTLED, "OUT_OF_TIME", "no time was left for another call", null);
      }
      String region = choice.draw(left).region();
      triedThisRound.add(region);
      calls++;
      try {
        SdkPojo body = Analyzer.this.calls.send(operation, picture, region);
        return new Answer(body, region, Duration.between(start, clock.instant()), calls);
      } catch (CallFailedException e) {
        if (e.problem() == CallProblem.DENIED) {
          denied.deny(region);
        }
        throw e;
      }
    }

    boolean mayGoOn(Throwable failure) {
      return failure instanceof CallFailedException failed
          && failed.problem() != CallProblem.BAD_PICTURE
          && !clock.instant().isAfter(lastStart)
          && targets.stream().anyMatch(target -> !denied.isDenied(target.region()));
    }

    long waitMillis(int attempt, Either<Throwable, Answer> outcome) {
      if (!untried().isEmpty()) {
        return 0; // another Region at once
      }
      long most = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(round, 10));
      long left = Math.max(0, Duration.between(clock.instant(), lastStart).toMillis());
      return Math.min(random.nextLong(most + 1), left);
    }

    private List<TargetSettings> untried() {
      return targets.stream()
          .filter(target -> !triedThisRound.contains(target.region()))
          .filter(target -> !denied.isDenied(target.region()))
          .toList();
    }
  }
}
