package io.fanlens.e2e.chaos;

import io.fanlens.local.cloud.LocalCloud;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Waits until nothing is in flight, and then reads what is there. */
final class Quiescence {

  /** Without any progress for this long, something is stuck. */
  private static final Duration LONGEST_STILL = Duration.ofMinutes(6);

  /** More seconds than any message waits between two receives. */
  private static final int READS_IN_A_ROW = 5;

  private static final long READ_SECONDS = 1;
  private static final int READS_PER_LINE = 10;

  private final LocalCloud cloud;
  private final Deliveries deliveries;
  private final PrintWriter out;

  Quiescence(LocalCloud cloud, Deliveries deliveries, PrintWriter out) {
    this.cloud = cloud;
    this.deliveries = deliveries;
    this.out = out;
  }

  /** How long it took; what is stuck is counted as it is. */
  Duration await() throws InterruptedException {
    long start = System.nanoTime();
    int inARow = 0;
    long fewest = Long.MAX_VALUE;
    long lastChange = start;
    for (int read = 1; System.nanoTime() - lastChange < LONGEST_STILL.toNanos(); read++) {
      long left = messages() + deliveries.waiting();
      if (left < fewest) {
        fewest = left;
        lastChange = System.nanoTime();
      }
      inARow = left == 0 ? inARow + 1 : 0;
      if (inARow == READS_IN_A_ROW) {
        break;
      }
      if (read % READS_PER_LINE == 0) {
        out.printf("      %d messages left%n", left);
        out.flush();
      }
      TimeUnit.SECONDS.sleep(READ_SECONDS);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private long messages() {
    return cloud
        .clients()
        .sqs()
        .getQueueAttributes(
            request ->
                request
                    .queueUrl(cloud.outputs().get("QueueUrl"))
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
        .attributes()
        .values()
        .stream()
        .mapToLong(Long::parseLong)
        .sum();
  }

  /** eTags by key. */
  Map<String, String> objects() {
    Map<String, String> objects = new TreeMap<>();
    cloud
        .clients()
        .s3()
        .listObjectsV2Paginator(request -> request.bucket(cloud.outputs().get("BucketName")))
        .contents()
        .forEach(object -> objects.put(object.key(), object.eTag().replace("\"", "")));
    return objects;
  }

  List<Map<String, AttributeValue>> rows() {
    return cloud
        .clients()
        .dynamodb()
        .scanPaginator(
            request -> request.tableName(cloud.outputs().get("TableName")).consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  List<DeadLetterRecord> deadLetters() {
    List<DeadLetterRecord> deadLetters = new ArrayList<>();
    String url = cloud.outputs().get("DeadLetterQueueUrl");
    while (true) {
      List<Message> messages =
          cloud
              .clients()
              .sqs()
              .receiveMessage(
                  request ->
                      request
                          .queueUrl(url)
                          .maxNumberOfMessages(10)
                          .messageAttributeNames("All")
                          .visibilityTimeout(600)
                          .waitTimeSeconds(0))
              .messages();
      if (messages.isEmpty()) {
        return deadLetters;
      }
      messages.forEach(
          message ->
              deadLetters.add(
                  new DeadLetterRecord(
                      message.body(), text(message, "errorCode"), text(message, "reason"))));
    }
  }

  private static String text(Message message, String attribute) {
    MessageAttributeValue value = message.messageAttributes().get(attribute);
    return value == null ? "none" : value.stringValue();
  }
}
