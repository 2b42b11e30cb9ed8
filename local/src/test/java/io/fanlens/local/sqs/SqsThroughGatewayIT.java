package io.fanlens.local.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.cloud.StorageCloud;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsThroughGatewayIT {

  @RegisterExtension static final StorageCloud CLOUD = new StorageCloud();

  private static final int LONGEST_POLL = 20;

  private final String name = "queue-" + UUID.randomUUID();

  @Test
  void shouldUseTheGatewayInQueueUrls() {
    String url = CLOUD.queue(name);

    assertEquals(CLOUD.endpoint() + "/000000000000/" + name, url);
    assertEquals(
        StorageCloud.arn(name),
        CLOUD
            .sqs()
            .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN));
  }

  @Test
  void shouldSayHowLongAQueueKeepsItsMessages() {
    String usual = CLOUD.queue(name);
    assertEquals("345600", retention(usual, QueueAttributeName.ALL));
    assertEquals("345600", retention(usual, QueueAttributeName.MESSAGE_RETENTION_PERIOD));
    String week =
        CLOUD
            .sqs()
            .createQueue(
                r ->
                    r.queueName(name + "-week")
                        .attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "604800")))
            .queueUrl();
    assertEquals("604800", retention(week, QueueAttributeName.ALL));
  }

  private static String retention(String url, QueueAttributeName wanted) {
    return CLOUD
        .sqs()
        .getQueueAttributes(r -> r.queueUrl(url).attributeNames(wanted))
        .attributes()
        .get(QueueAttributeName.MESSAGE_RETENTION_PERIOD);
  }

  @Test
  void shouldMoveAMessageToTheDeadLetterQueueAfterItsReceives() {
    String dead = CLOUD.queue(name + "-dead");
    String url =
        CLOUD
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
    CLOUD
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
      CLOUD
          .sqs()
          .changeMessageVisibility(
              r -> r.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    }

    assertEquals(List.of(), receive(url, 1));
    Message deadLetter = receive(dead, 5).getFirst();
    assertEquals("poison ☠", deadLetter.body());
    assertEquals("ü", deadLetter.messageAttributes().get("why").stringValue());
  }

  /** Judged by order, not by time: a poll that began earlier and gets nothing is still waiting. */
  @Test
  void shouldEndALongPollWhenAMessageArrives() throws Exception {
    String url = CLOUD.queue(name);
    String empty = CLOUD.queue(name + "-empty");
    // Not closed, because the poll of the empty queue goes on.
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    Future<List<Message>> nothing = threads.submit(() -> receive(empty, LONGEST_POLL));
    Future<List<Message>> polled = threads.submit(() -> receive(url, LONGEST_POLL));
    CLOUD.sqs().sendMessage(r -> r.queueUrl(url).messageBody("here"));

    assertEquals("here", polled.get(2, TimeUnit.MINUTES).getFirst().body());
    assertFalse(nothing.isDone());
    nothing.cancel(true);
  }

  private static List<Message> receive(String url, int waitSeconds) {
    return CLOUD
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
