package io.fanlens.functions.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the page gets: a status, and JSON where there is something to say. */
record PageAnswer(int status, ObjectNode body) {

  private static final int NO_CONTENT = 204;

  static PageAnswer ok(ObjectNode body) {
    return new PageAnswer(200, body);
  }

  static PageAnswer nothing() {
    return new PageAnswer(NO_CONTENT, JsonNodeFactory.instance.objectNode());
  }

  static PageAnswer refused(PageException e) {
    return new PageAnswer(
        e.problem().status(),
        JsonNodeFactory.instance
            .objectNode()
            .put("error", e.problem().name())
            .put("message", e.getMessage()));
  }
}
