package io.fanlens.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** JSON responses of the gateway itself. */
final class JsonAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonAnswer() {}

  /** An error in the format that the AWS SDKs read: a type and a message. */
  static void error(
      Response response, Callback callback, int status, String type, String sentence) {
    send(response, callback, status, Map.of("__type", type, "message", sentence));
  }

  static void send(Response response, Callback callback, int status, Object body) {
    try {
      String json = JSON.writeValueAsString(body);
      response.setStatus(status);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      Content.Sink.write(response, true, json, callback);
    } catch (JsonProcessingException impossible) {
      callback.failed(impossible);
    }
  }
}
