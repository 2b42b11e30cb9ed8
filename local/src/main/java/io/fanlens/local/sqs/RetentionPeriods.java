package io.fanlens.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Remembers how long each queue keeps its messages, which the server does not know, and adds it to
 * the attributes that it answers. No message expires here.
 */
final class RetentionPeriods extends Handler.Abstract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "MessageRetentionPeriod";
  private static final String DEFAULT = "345600"; // four days
  private static final String ERROR = "x-amzn-query-error";
  private static final String PREFIX = "AmazonSQS.";

  private final URI server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> periods = new ConcurrentHashMap<>();

  RetentionPeriods(URI server) {
    this.server = server;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws IOException, InterruptedException {
    String target = String.valueOf(request.getHeaders().get("X-Amz-Target"));
    return switch (target) {
      case PREFIX + "CreateQueue", PREFIX + "SetQueueAttributes" -> {
        ObjectNode body = body(request);
        JsonNode period = body.path("Attributes").path(NAME);
        HttpResponse<byte[]> answer = call(target, body);
        if (answer.statusCode() == 200 && period.isTextual()) {
          periods.put(queue(body), period.asText());
        }
        relay(answer, response, callback);
        yield true;
      }
      case PREFIX + "GetQueueAttributes" -> {
        attributes(target, body(request), response, callback);
        yield true;
      }
      default -> false;
    };
  }

  private void attributes(String target, ObjectNode body, Response response, Callback callback)
      throws IOException, InterruptedException {
    boolean wanted = false;
    ArrayNode others = JSON.createArrayNode();
    for (JsonNode name : body.path("AttributeNames")) {
      wanted |= name.asText().equals(NAME) || name.asText().equals("All");
      if (!name.asText().equals(NAME)) {
        others.add(name);
      }
    }
    boolean alone = wanted && others.isEmpty();
    if (wanted) {
      body.set("AttributeNames", alone ? others.add("QueueArn") : others);
    }
    HttpResponse<byte[]> answer = call(target, body);
    if (!wanted || answer.statusCode() != 200) {
      relay(answer, response, callback);
      return;
    }
    ObjectNode json = (ObjectNode) JSON.readTree(answer.body());
    ObjectNode attributes = alone ? JSON.createObjectNode() : json.withObject("/Attributes");
    attributes.put(NAME, periods.getOrDefault(queue(body), DEFAULT));
    json.set("Attributes", attributes);
    answer(response, callback, 200, JSON.writeValueAsBytes(json));
  }

  private static ObjectNode body(Request request) throws IOException {
    JsonNode body = JSON.readTree(Content.Source.asInputStream(request));
    return body instanceof ObjectNode object ? object : JSON.createObjectNode();
  }

  private static String queue(JsonNode body) {
    String url = body.path("QueueUrl").asText();
    return url.isEmpty()
        ? body.path("QueueName").asText()
        : url.substring(url.lastIndexOf('/') + 1);
  }

  private HttpResponse<byte[]> call(String target, JsonNode body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(server.resolve("/"))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", target)
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void relay(HttpResponse<byte[]> answer, Response response, Callback callback) {
    answer.headers().firstValue(ERROR).ifPresent(code -> response.getHeaders().put(ERROR, code));
    answer(response, callback, answer.statusCode(), answer.body());
  }

  private static void answer(Response response, Callback callback, int status, byte[] body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  @Override
  protected void doStop() throws Exception {
    http.shutdownNow();
    super.doStop();
  }
}
