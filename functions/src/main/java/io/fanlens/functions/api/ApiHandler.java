package io.fanlens.functions.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiProblem;
import io.fanlens.functions.api.request.ApiRequest;
import io.fanlens.functions.log.JsonLog;
import io.fanlens.settings.Timings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers requests of a REST API. Whatever is sent gets an answer in the gateway's form: an
 * exception would become the gateway's own, which no client understands.
 */
public final class ApiHandler implements RequestStreamHandler {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Supplier<ApiParts> parts;

  /** Called by AWS Lambda; a bad setting fails the initialization, with a message that names it. */
  public ApiHandler() {
    this(ApiStart.of(System.getenv()));
  }

  ApiHandler(Supplier<ApiParts> parts) {
    this.parts = parts;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonLog.serving(context.getAwsRequestId());
    ApiParts current = parts.get();
    try {
      long millis = context.getRemainingTimeInMillis() - Timings.ANSWER.toMillis();
      ApiResponse response = answer(current, input, Duration.ofMillis(Math.max(0, millis)));
      JSON.writeValue(output, response.toEvent());
    } finally {
      current.end(Duration.ofMillis(context.getRemainingTimeInMillis()).minus(Timings.ANSWER));
    }
  }

  private static ApiResponse answer(ApiParts parts, InputStream input, Duration time)
      throws IOException {
    long start = System.nanoTime();
    ApiResponse response;
    try {
      response = parts.requests().answer(ApiRequest.of(event(input)), time);
    } catch (ApiException e) {
      response = unreadable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
    parts.metrics().answered(response.status(), Duration.ofNanos(System.nanoTime() - start));
    return response;
  }

  private static JsonNode event(InputStream input) throws IOException, ApiException {
    try {
      JsonNode event = JSON.readTree(input);
      return event == null ? MissingNode.getInstance() : event;
    } catch (JsonProcessingException e) {
      throw new ApiException(ApiProblem.UNREADABLE, "The event of the gateway cannot be read.");
    }
  }

  /** Before any door is known. */
  private static ApiResponse unreadable(ApiException e) {
    return new ApiResponse(
        e.problem().plainStatus(),
        Map.of("Content-Type", "application/json"),
        "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(e.code(), e.getMessage()));
  }
}
