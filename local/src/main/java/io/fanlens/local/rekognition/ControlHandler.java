package io.fanlens.local.rekognition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.control.Rules;
import io.fanlens.local.rekognition.control.RulesJson;
import io.fanlens.local.rekognition.control.Scope;
import io.fanlens.local.rekognition.log.Call;
import io.fanlens.local.rekognition.log.CallLog;
import io.fanlens.settings.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * HTTP API of the control. {@code GET}, {@code PUT} and {@code DELETE
 * /_fanlens/rekognition/regions/eu-west-1} read, set and remove rules ({@code *} for all Regions;
 * the field {@code operation} of a PUT selects one operation instead of all). {@code GET
 * /_fanlens/rekognition/calls?since=2026-01-01T00:00:00Z} is the log, {@code DELETE} clears it.
 */
final class ControlHandler extends Handler.Abstract {

  private static final String ROOT = "/_fanlens/rekognition/";
  private static final String REGIONS = ROOT + "regions/";
  private static final String CALLS = ROOT + "calls";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RekognitionControl control;
  private final CallLog log;

  ControlHandler(RekognitionControl control, CallLog log) {
    this.control = control;
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    String path = Request.getPathInContext(request);
    if (!path.startsWith(ROOT)) {
      return false;
    }
    try {
      if (path.equals(CALLS)) {
        calls(request, response, callback);
      } else if (path.startsWith(REGIONS) && path.length() > REGIONS.length()) {
        region(path.substring(REGIONS.length()), request, response, callback);
      } else {
        refuse(
            response,
            404,
            "There is " + CALLS + " and " + REGIONS + "{region}, not " + path + ".",
            callback);
      }
    } catch (IllegalArgumentException e) {
      refuse(response, 400, e.getMessage() + ".", callback);
    }
    return true;
  }

  private void calls(Request request, Response response, Callback callback) {
    switch (request.getMethod()) {
      case "GET" -> {
        ArrayNode calls = JsonNodeFactory.instance.arrayNode();
        for (Call call : requested(request)) {
          calls
              .addObject()
              .put("number", call.number())
              .put("time", call.time().toString())
              .put("region", call.region())
              .put("account", call.account())
              .put("operation", call.operation())
              .put("object", call.object())
              .put("picture", call.picture())
              .put("caller", call.caller())
              .put("outcome", call.outcome())
              .put("millis", call.millis());
        }
        write(response, 200, calls, callback);
      }
      case "DELETE" -> {
        log.clear();
        write(response, 200, JsonNodeFactory.instance.objectNode(), callback);
      }
      default -> refuse(response, 405, "Use GET or DELETE.", callback);
    }
  }

  private List<Call> requested(Request request) {
    Fields.Field since = Request.extractQueryParameters(request).get("since");
    if (since == null) {
      return log.all();
    }
    try {
      return log.since(Instant.parse(since.getValue()));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "since is '" + since.getValue() + "'; give a time such as 2026-01-01T00:00:00Z", e);
    }
  }

  private void region(String region, Request request, Response response, Callback callback)
      throws IOException {
    switch (request.getMethod()) {
      case "GET" -> {}
      case "PUT" -> {
        JsonNode json = body(request);
        Rules rules = RulesJson.read(json);
        String operation = json.path("operation").asText(Scope.ANY);
        if (!operation.equals(Scope.ANY)) {
          Operation.named(operation); // rejects an unknown name
        }
        control.replace(new Scope(operation, region), rules);
      }
      case "DELETE" -> control.clearRegion(region);
      default -> {
        refuse(response, 405, "Use GET, PUT or DELETE.", callback);
        return;
      }
    }
    write(response, 200, state(region), callback);
  }

  private ObjectNode state(String region) {
    ObjectNode state = JsonNodeFactory.instance.objectNode().put("region", region);
    ObjectNode quotas = state.putObject("quotas");
    ObjectNode rules = state.putObject("rules");
    Stream.concat(Stream.of(Scope.ANY), Stream.of(Operation.values()).map(Operation::apiName))
        .map(operation -> new Scope(operation, region))
        .forEach(
            scope -> {
              control
                  .quota(scope)
                  .ifPresent(quota -> quotas.set(scope.operation(), RulesJson.write(quota)));
              control
                  .rules(scope)
                  .ifPresent(set -> rules.set(scope.operation(), RulesJson.write(set)));
            });
    return state;
  }

  private static JsonNode body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      return JSON.readTree(in);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The body is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void refuse(Response response, int status, String sentence, Callback callback) {
    write(response, status, JsonNodeFactory.instance.objectNode().put("error", sentence), callback);
  }

  private static void write(Response response, int status, JsonNode body, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(
        true, ByteBuffer.wrap(body.toString().getBytes(StandardCharsets.UTF_8)), callback);
  }
}
