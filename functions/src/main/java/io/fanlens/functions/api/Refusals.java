package io.fanlens.functions.api;

import io.fanlens.access.Standing;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiProblem;
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

  /** A random time from the longest wait up to four of them: else all come back at once. */
  private static final int LATEST_RETRY = 4;

  private final Duration maxWait;
  private final InstantSource clock;
  private final RandomGenerator random;

  Refusals(Duration maxWait, InstantSource clock, RandomGenerator random) {
    this.maxWait = maxWait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : maxWait;
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
      case BUSY, NO_TIME, ALL_TRIED -> busy();
    };
  }

  ApiException failed(Operation operation, CallFailedException e) {
    return switch (e.problem()) {
      case THROTTLED, RAMPED_TOO_FAST -> busy();
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

  private ApiException busy() {
    long millis = maxWait.toMillis();
    return new ApiException(
            ApiProblem.NO_CAPACITY,
            "All Regions' quotas are in use; try again after the time in Retry-After.")
        .retriedAfter(Duration.ofMillis(millis + random.nextLong((LATEST_RETRY - 1) * millis + 1)));
  }

  ApiException unavailable() {
    return new ApiException(
            ApiProblem.UNAVAILABLE, "The service cannot answer now; try again later.")
        .retriedAfter(maxWait);
  }
}
