package io.fanlens.local.lambda.service;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue server for all tests of a class. */
final class SqsServer implements AutoCloseable {
  /** The longest there is: a message that was received comes back only when a test says so. */
  private static final Duration VISIBILITY = Duration.ofHours(12);

  private final SQSRestServer server =
      SQSRestServerBuilder.withPort(0)
          .withInterface("127.0.0.1")
          .withAWSRegion("eu-west-1")
          .withAWSAccountId("000000000000")
          .start();
  private final SqsClient client =
      LambdaService.queueClient(
          URI.create("http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort()),
          "eu-west-1",
          "local");

  SqsClient client() {
    return client;
  }

  /** A queue of its own for each test: its URL. */
  String createQueue() {
    return client
        .createQueue(
            q ->
                q.queueName("queue-" + UUID.randomUUID())
                    .attributes(
                        Map.of(
                            QueueAttributeName.VISIBILITY_TIMEOUT,
                            Long.toString(VISIBILITY.toSeconds()))))
        .queueUrl();
  }

  @Override
  public void close() {
    client.close();
    server.stopAndWait();
  }
}
