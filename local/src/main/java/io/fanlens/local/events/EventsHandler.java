package io.fanlens.local.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code GET /_fanlens/events} lists the events of the bus, {@code DELETE} clears them. */
public final class EventsHandler extends Handler.Abstract {

  private static final String PATH = "/_fanlens/events";

  private final EventLog log;

  public EventsHandler(EventLog log) {
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!Request.getPathInContext(request).equals(PATH)) {
      return false;
    }
    ArrayNode events = JsonNodeFactory.instance.arrayNode();
    switch (request.getMethod()) {
      case "GET" -> events.addAll(log.all());
      case "DELETE" -> log.clear();
      default -> response.setStatus(405);
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    byte[] body = events.toPrettyString().concat("\n").getBytes(StandardCharsets.UTF_8);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
