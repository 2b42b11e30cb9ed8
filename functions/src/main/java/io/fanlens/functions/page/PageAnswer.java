package io.fanlens.functions.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.functions.page.request.PageException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the gateway hands on.
 *
 * @param headers beside those that every answer has
 */
record PageAnswer(int status, Map<String, String> headers, String body) {

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final String TYPE = "Content-Type";
  private static final String JSON = "application/json";

  /** Long enough for a throttle to pass, short enough for somebody who waits. */
  private static final String RETRY_AFTER = "2";

  static PageAnswer ok(ObjectNode body) {
    return new PageAnswer(OK, Map.of(TYPE, JSON), body.toString());
  }

  static PageAnswer nothing() {
    return new PageAnswer(NO_CONTENT, Map.of(), "");
  }

  static PageAnswer refused(PageException e) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(TYPE, JSON);
    if (e.problem().passes()) {
      headers.put("Retry-After", RETRY_AFTER);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("error", e.problem().name());
    body.put("message", e.getMessage());
    return new PageAnswer(e.problem().status(), headers, body.toString());
  }

  /** As an event, with more headers. */
  ObjectNode toEvent(Map<String, String> more) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("statusCode", status);
    ObjectNode written = event.putObject("headers");
    more.forEach(written::put);
    headers.forEach(written::put);
    event.put("body", body);
    event.put("isBase64Encoded", false);
    return event;
  }
}
