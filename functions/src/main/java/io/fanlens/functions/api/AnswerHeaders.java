package io.fanlens.functions.api;

import io.fanlens.access.Standing;
import io.fanlens.functions.api.ApiAnswer.Repeat;
import io.fanlens.functions.api.request.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What both doors say in headers. */
final class AnswerHeaders {

  static final String RETRY_AFTER = "Retry-After";

  private AnswerHeaders() {}

  static Map<String, String> of(ApiAnswer answer, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Fanlens-Region", answer.region());
    headers.put("Fanlens-Sent", answer.sentAs());
    answer.standing().ifPresent(standing -> headers.putAll(of(standing, now)));
    answer.repeat().ifPresent(repeat -> headers.put("Fanlens-Idempotency", name(repeat)));
    return headers;
  }

  static Map<String, String> of(ApiException e, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    e.standing().ifPresent(standing -> headers.putAll(of(standing, now)));
    e.retryAfter()
        .ifPresent(
            time -> {
              headers.put(RETRY_AFTER, Long.toString(seconds(time)));
              headers.put("x-amz-retry-after", Long.toString(Math.max(1, time.toMillis())));
            });
    return headers;
  }

  private static String name(Repeat repeat) {
    return switch (repeat) {
      case KEPT -> "kept";
      case REPEATED -> "repeated";
      case NOT_KEPT -> "not-kept";
    };
  }

  private static Map<String, String> of(Standing standing, Instant now) {
    return standing.isLimited()
        ? Map.of(
            "RateLimit-Limit", Long.toString(standing.limit()),
            "RateLimit-Remaining", Long.toString(standing.remaining()),
            "RateLimit-Reset", Long.toString(standing.secondsToReset(now)))
        : Map.of();
  }

  private static long seconds(Duration time) {
    return Math.max(1, time.plusMillis(999).toSeconds());
  }
}
