package io.fanlens.local.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.cloud.StorageCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsThroughGatewayIT {

  private static StorageCloud cloud;

  private final String name = "queue-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    cloud = new StorageCloud();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void shouldNameQueuesAsTheGatewaySeesThem() {
    String url = cloud.queue(name);

    assertEquals(cloud.endpoint() + "/000000000000/" + name, url);
    assertEquals(
        StorageCloud.arn(name),
        cloud
            .sqs()
            .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN));
  }

  @Test
  void shouldMoveAMessageToTheDeadLettersAfterItsReceives() {
    String dead = cloud.queue(name + "-dead");
    String url =
        cloud
            .sqs()
            .createQueue(
                r ->
                    r.queueName(name)
                        .attributes(
                            Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"2\"}"
                                    .formatted(StorageCloud.arn(name + "-dead")))))
            .queueUrl();
    Instant before = Instant.now();
    cloud
        .sqs()
        .sendMessage(
            r ->
                r.queueUrl(url)
                    .messageBody("poison ☠")
                    .messageAttributes(
                        Map.of(
                            "why",
                            MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("ü")
                                .build())));

    for (int count = 1; count <= 2; count++) {
      Message message = receive(url, 5).getFirst();
      assertEquals(
          Integer.toString(count),
          message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
      long sent =
          Long.parseLong(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP));
      assertTrue(sent >= before.minusSeconds(1).toEpochMilli(), "sent at " + sent);
      cloud
          .sqs()
          .changeMessageVisibility(
              r -> r.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    }

    assertEquals(List.of(), receive(url, 1));
    Message letter = receive(dead, 5).getFirst();
    assertEquals("poison ☠", letter.body());
    assertEquals("ü", letter.messageAttributes().get("why").stringValue());
  }

  @Test
  void shouldEndALongPollWhenAMessageComes() throws Exception {
    String url = cloud.queue(name);
    CompletableFuture<List<Message>> polled = CompletableFuture.supplyAsync(() -> receive(url, 15));
    Instant start = Instant.now();
    cloud.sqs().sendMessage(r -> r.queueUrl(url).messageBody("here"));

    assertEquals("here", polled.get(14, TimeUnit.SECONDS).getFirst().body());
    assertTrue(Duration.between(start, Instant.now()).compareTo(Duration.ofSeconds(10)) < 0);
  }

  private static List<Message> receive(String url, int waitSeconds) {
    return cloud
        .sqs()
        .receiveMessage(
            r ->
                r.queueUrl(url)
                    .waitTimeSeconds(waitSeconds)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }
}
