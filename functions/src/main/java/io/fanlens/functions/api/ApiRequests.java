package io.fanlens.functions.api;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads each request to its door, and has an answer for whatever happens behind it. */
final class ApiRequests {

  private static final Logger LOG = LoggerFactory.getLogger(ApiRequests.class);

  private final Door protocol;
  private final Door plain;
  private final Refusals refusals;
  private final Duration callTimeout;
  private final InstantSource clock;

  /**
   * @param callTimeout of one call to Rekognition: none is sent unless its answer is in time
   */
  ApiRequests(
      Door protocol, Door plain, Refusals refusals, Duration callTimeout, InstantSource clock) {
    this.protocol = protocol;
    this.plain = plain;
    this.refusals = refusals;
    this.callTimeout = callTimeout;
    this.clock = clock;
  }

  /**
   * Answers within a time. The work runs on a thread of its own, which has ended or was interrupted
   * when this returns.
   */
  ApiResponse answer(ApiRequest request, Duration time) throws InterruptedException {
    Door door = request.resource().startsWith("/v1/") ? plain : protocol;
    CallTime callTime = CallTime.of(clock.instant(), time, callTimeout);
    Callable<ApiResponse> work = () -> door.answer(request, callTime);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ApiResponse> result =
          threads.invokeAll(List.of(work), time.toMillis(), TimeUnit.MILLISECONDS).getFirst();
      if (result.isCancelled()) {
        LOG.warn("{}: the function's time ran out", request);
        return door.refused(request, refusals.unavailable());
      }
      return result.get();
    } catch (ExecutionException e) {
      return door.refused(request, reason(request, e.getCause()));
    }
  }

  private ApiException reason(ApiRequest request, Throwable cause) {
    return switch (cause) {
      case ApiException refused -> refused;
      case AccessUnavailableException away -> {
        LOG.warn("{}: {}", request, away.getMessage());
        yield refusals.unavailable();
      }
      default -> {
        LOG.error("{}", request, cause);
        yield refusals.unavailable();
      }
    };
  }
}
