package io.fanlens.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Sends messages to a queue named by its ARN, as services inside AWS do. */
public final class QueueSender implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final URI endpoint;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  QueueSender(URI endpoint) {
    this.endpoint = endpoint;
  }

  public boolean exists(String queueArn) {
    if (!queueArn.matches("arn:[a-z-]+:sqs:[a-z0-9-]+:[0-9]+:.+")) {
      return false;
    }
    ObjectNode request = JSON.createObjectNode().put("QueueName", name(queueArn));
    return call("GetQueueUrl", request).statusCode() == 200;
  }

  /**
   * Sends up to 10 messages.
   *
   * @throws IllegalStateException when SQS did not accept all of them
   */
  public void send(String queueArn, List<String> bodies) {
    ObjectNode request = JSON.createObjectNode();
    request.put("QueueUrl", endpoint + "/" + EmbeddedSqs.ACCOUNT + "/" + name(queueArn));
    ArrayNode entries = request.putArray("Entries");
    for (String body : bodies) {
      entries.addObject().put("Id", "m" + entries.size()).put("MessageBody", body);
    }
    HttpResponse<byte[]> response = call("SendMessageBatch", request);
    if (response.statusCode() != 200 || !json(response).path("Failed").isEmpty()) {
      throw new IllegalStateException(
          "SQS did not accept %d messages for %s: %s"
              .formatted(bodies.size(), queueArn, json(response)));
    }
  }

  private HttpResponse<byte[]> call(String action, ObjectNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + action)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException failure) {
      throw new UncheckedIOException("SQS at " + endpoint + " does not answer.", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for SQS.", interrupted);
    }
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException notJson) {
      throw new UncheckedIOException("The response of SQS is not JSON.", notJson);
    }
  }

  private static String name(String queueArn) {
    return queueArn.substring(queueArn.lastIndexOf(':') + 1);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
