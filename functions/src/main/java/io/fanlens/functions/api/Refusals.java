package io.fanlens.functions.api;

import io.fanlens.access.Standing;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiProblem;
import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaRole;
import io.fanlens.quota.reservation.NoCapacityException;
import io.fanlens.settings.Operation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What clients are told when there is no answer. */
final class Refusals {

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final QuotaRole role;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * @param role of the calls: it knows when a refused one should come back
   */
  Refusals(QuotaRole role, InstantSource clock, RandomGenerator random) {
    this.role = role;
    this.clock = clock;
    this.random = random;
  }

  ApiException limit(Standing standing) {
    String sentence =
        "This key's limit of %d calls a %s is reached; it begins anew at %s."
            .formatted(standing.limit(), standing.perMonth() ? "month" : "day", standing.resetAt());
    return new ApiException(ApiProblem.LIMIT_REACHED, sentence)
        .at(standing)
        .retriedAfter(Duration.ofSeconds(standing.secondsToReset(clock.instant())));
  }

  ApiException noCapacity(NoCapacityException e) {
    return switch (e.reason()) {
      case SPENDING_STOP ->
          new ApiException(
                  ApiProblem.LIMIT_REACHED,
                  "This deployment's daily limit of paid calls is reached; it begins anew at"
                      + " midnight UTC.")
              .retriedAfter(Duration.ofMinutes(1));
      case SPENDING_UNKNOWN, CLOCK_SKEW, ALL_DENIED, ALL_UNHEALTHY -> {
        LOG.warn("a call was refused: {}", e.reason());
        yield unavailable();
      }
      case BUSY, NO_TIME, ALL_TRIED -> busy(e.retryAfter(role, random));
    };
  }

  ApiException failed(Operation operation, CallFailedException e) {
    return switch (e.problem()) {
      case THROTTLED, RAMPED_TOO_FAST -> busy(retry());
      case BAD_PICTURE, REQUEST_REFUSED -> refused(e);
      case SERVICE_FAULT, DENIED, OBJECT_REFUSED, INTERRUPTED -> {
        LOG.warn("{} failed: {}", operation.apiName(), e.loggedAs());
        yield unavailable();
      }
    };
  }

  /** The service's own name and sentence: clients know them. */
  private static ApiException refused(CallFailedException e) {
    if (!(e.getCause() instanceof AwsServiceException service)
        || service.awsErrorDetails() == null
        || service.awsErrorDetails().errorCode() == null) {
      return new ApiException(ApiProblem.UNFIT_PICTURE, e.getMessage());
    }
    String code = service.awsErrorDetails().errorCode();
    ApiProblem problem =
        switch (code) {
          case "InvalidImageFormatException" -> ApiProblem.BROKEN_PICTURE;
          case "ImageTooLargeException" -> ApiProblem.PICTURE_TOO_LARGE;
          default -> ApiProblem.UNFIT_PICTURE;
        };
    String sentence = service.awsErrorDetails().errorMessage();
    return new ApiException(problem, code, sentence == null ? e.getMessage() : sentence);
  }

  private static ApiException busy(Duration retryAfter) {
    return new ApiException(
            ApiProblem.NO_CAPACITY,
            "All Regions' quotas are in use; try again after the time in Retry-After.")
        .retriedAfter(retryAfter);
  }

  ApiException unavailable() {
    return new ApiException(
            ApiProblem.UNAVAILABLE, "The service cannot answer now; try again later.")
        .retriedAfter(retry());
  }

  private Duration retry() {
    return Micros.toDuration(role.retryAfterMicros(random));
  }
}
