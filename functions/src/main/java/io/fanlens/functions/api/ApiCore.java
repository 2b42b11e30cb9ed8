package io.fanlens.functions.api;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.CallLimits;
import io.fanlens.access.CallTaken;
import io.fanlens.access.Counted;
import io.fanlens.access.Standing;
import io.fanlens.analysis.Analyzer;
import io.fanlens.analysis.Answer;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.analysis.routing.RoutingStrategy;
import io.fanlens.functions.api.request.ApiCall;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiOperation;
import io.fanlens.functions.api.request.ApiProblem;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.quota.reservation.NoCapacityException;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.PictureLimits;
import io.fanlens.settings.TargetSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call from its client to its answer: counted first, and given back where nothing was paid for.
 * It stores nothing.
 */
final class ApiCore {

  private static final Logger LOG = LoggerFactory.getLogger(ApiCore.class);

  /** How calls reach Rekognition, for an operation that is billed as so many calls. */
  @FunctionalInterface
  interface BilledRouting {
    RoutingStrategy billed(int calls);
  }

  private final Map<Operation, OperationSettings> offered;
  private final CallLimits limits;
  private final ApiPictures pictures;
  private final TargetCall calls;
  private final BilledRouting routes;
  private final Refusals refusals;
  private final InstantSource clock;
  private final RandomGenerator random;

  ApiCore(
      Map<Operation, OperationSettings> offered,
      CallLimits limits,
      ApiPictures pictures,
      TargetCall calls,
      BilledRouting routes,
      Refusals refusals,
      InstantSource clock,
      RandomGenerator random) {
    this.offered = offered;
    this.limits = limits;
    this.pictures = pictures;
    this.calls = calls;
    this.routes = routes;
    this.refusals = refusals;
    this.clock = clock;
    this.random = random;
  }

  /** Refuses an operation that this deployment does not offer. */
  Operation offered(String apiName) throws ApiException {
    return offered.keySet().stream()
        .filter(each -> each.apiName().equals(apiName))
        .findFirst()
        .orElseThrow(
            () ->
                new ApiException(
                    ApiProblem.UNKNOWN_OPERATION,
                    "This operation is not offered here; offered are %s."
                        .formatted(
                            String.join(
                                ", ",
                                offered.keySet().stream().map(Operation::apiName).toList()))));
  }

  /**
   * Answers one call.
   *
   * @param lastStart no call is sent after this, so that its answer is in time
   */
  ApiAnswer answer(Counted caller, ApiCall call, Instant lastStart)
      throws ApiException, AccessUnavailableException, InterruptedException {
    CallTaken.Yes taken = taken(caller);
    PaidCalls paid = new PaidCalls(calls);
    try {
      return called(call, paid, taken.standing(), lastStart);
    } catch (ApiException e) {
      throw e.at(taken.standing());
    } finally {
      if (!paid.any()) {
        giveBack(caller, taken);
      }
    }
  }

  private CallTaken.Yes taken(Counted caller) throws ApiException, AccessUnavailableException {
    return switch (limits.take(caller)) {
      case CallTaken.Yes yes -> yes;
      case CallTaken.LimitReached reached -> throw refusals.limit(reached.standing());
      case CallTaken.NotAllowed none -> throw Callers.unknown();
      case CallTaken.Rotated none -> throw Callers.unknown();
    };
  }

  /** A limit that is too low by one call for a day is better than no answer. */
  private void giveBack(Counted caller, CallTaken.Yes taken) {
    try {
      limits.giveBack(caller, taken);
    } catch (AccessUnavailableException e) {
      LOG.warn("a call that was not paid for stays counted: {}", e.getMessage());
    }
  }

  private ApiAnswer called(ApiCall call, PaidCalls paid, Standing standing, Instant lastStart)
      throws ApiException, InterruptedException {
    Operation operation = call.operation().operation();
    PictureLimits limitsOf = operation.limits();
    PreparedPicture picture = pictures.prepared(call.picture(), limitsOf, timeLeft(lastStart));
    ApiOperation bound = call.operation();
    if (call.source().isPresent()) {
      bound =
          bound.withSource(
              pictures.prepared(call.source().get(), limitsOf, timeLeft(lastStart)).bytes());
    }
    List<TargetSettings> targets = offered.get(operation).targets();
    Instant latest = clock.instant().plus(call.longestWait());
    // Four references, of which two are this request's: what it pays for, and how much.
    Analyzer analyzer = new Analyzer(paid, routes.billed(bound.billedCalls()), clock, random);
    try {
      Answer answer =
          analyzer.analyze(
              bound,
              new BytesEverywhere(picture),
              targets,
              latest.isBefore(lastStart) ? latest : lastStart);
      return new ApiAnswer(
          AnswerJson.of(answer.body()),
          answer.region(),
          ApiAnswer.sentAs(answer.sent()),
          Optional.of(standing),
          Optional.empty());
    } catch (CallFailedException e) {
      throw refusals.failed(operation, e);
    } catch (NoCapacityException e) {
      throw refusals.noCapacity(e);
    } catch (BadPictureException | PictureGoneException e) {
      throw new IllegalStateException("the picture was prepared before", e);
    }
  }

  private Duration timeLeft(Instant lastStart) {
    Duration left = Duration.between(clock.instant(), lastStart);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
