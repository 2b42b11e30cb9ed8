package io.fanlens.functions.page;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fanlens.functions.log.JsonLog;
import io.fanlens.functions.page.request.PageException;
import io.fanlens.functions.page.request.PageRequest;
import io.fanlens.settings.Timings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests of the page's gateway. Whatever is sent gets an answer: an exception would
 * become the gateway's own. The log has routes and statuses, and nothing of pictures and people.
 */
public final class PageHandler implements RequestStreamHandler {

  private static final Logger LOG = LoggerFactory.getLogger(PageHandler.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Supplier<PageParts> parts;

  /** Called by AWS Lambda; a bad setting fails the initialization, with a message that names it. */
  public PageHandler() {
    this(PageStart.of(System.getenv()));
  }

  PageHandler(Supplier<PageParts> parts) {
    this.parts = parts;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonLog.serving(context.getAwsRequestId());
    long millis = context.getRemainingTimeInMillis() - Timings.ANSWER.toMillis();
    PageParts current = parts.get();
    JSON.writeValue(output, answer(current, input, Duration.ofMillis(Math.max(0, millis))));
    current.metrics().flush();
  }

  private static JsonNode answer(PageParts parts, InputStream input, Duration time)
      throws IOException {
    long start = System.nanoTime();
    String route = "an unreadable event";
    boolean isSecure = false;
    PageAnswer answer;
    try {
      PageRequest request = PageRequest.of(event(input));
      route = request.toString();
      isSecure = request.isSecure();
      answer = parts.requests().answer(request, time);
    } catch (PageException e) {
      answer = PageAnswer.refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
    LOG.atInfo()
        .addKeyValue("route", route)
        .addKeyValue("status", answer.status())
        .addKeyValue("millis", Duration.ofNanos(System.nanoTime() - start).toMillis())
        .log("answered");
    return answer.toEvent(parts.headers().of(isSecure));
  }

  /** One that cannot be read names no route, and is answered so. */
  private static JsonNode event(InputStream input) throws IOException {
    try {
      JsonNode event = JSON.readTree(input);
      return event == null ? MissingNode.getInstance() : event;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
