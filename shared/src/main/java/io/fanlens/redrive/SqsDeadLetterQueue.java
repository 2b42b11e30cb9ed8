package io.fanlens.redrive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** The deployment's two queues. */
public final class SqsDeadLetterQueue implements DeadLetterQueue {

  /** Messages per batch call of Amazon SQS. */
  static final int BATCH = 10;

  /** Below 256 KiB, the smallest payload limit that SQS ever had for one call. */
  private static final int BATCH_BYTES = 250_000;

  /** Visibility timeout; a message received again before the end is recognized by its id. */
  private static final Duration VISIBILITY_TIMEOUT = Duration.ofMinutes(5);

  private static final int WAIT_SECONDS = 1;

  private static final String ERROR_CODE = "errorCode";

  /** Set by Amazon EventBridge on an event that it could not deliver. */
  private static final String BRIDGE_ERROR_CODE = "ERROR_CODE";

  private final SqsClient sqs;
  private final String queueUrl;
  private final String deadLetterQueueUrl;

  public SqsDeadLetterQueue(SqsClient sqs, String queueUrl, String deadLetterQueueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.deadLetterQueueUrl = deadLetterQueueUrl;
  }

  /**
   * From the response's Date header, in whole seconds; this machine's clock where there is none.
   */
  @Override
  public Instant now() {
    try {
      return count()
          .sdkHttpResponse()
          .firstMatchingHeader("Date")
          .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
          .orElseGet(Instant::now);
    } catch (DateTimeParseException e) {
      return Instant.now();
    }
  }

  @Override
  public long approximateCount() {
    return Long.parseLong(
        count().attributes().get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  private GetQueueAttributesResponse count() {
    return sqs.getQueueAttributes(
        request ->
            request
                .queueUrl(deadLetterQueueUrl)
                .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  @Override
  public List<DeadLetter> receive() {
    return sqs
        .receiveMessage(
            request ->
                request
                    .queueUrl(deadLetterQueueUrl)
                    .maxNumberOfMessages(BATCH)
                    .visibilityTimeout((int) VISIBILITY_TIMEOUT.toSeconds())
                    .waitTimeSeconds(WAIT_SECONDS)
                    .messageAttributeNames(ERROR_CODE, BRIDGE_ERROR_CODE)
                    .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
        .messages()
        .stream()
        .map(SqsDeadLetterQueue::deadLetter)
        .toList();
  }

  static DeadLetter deadLetter(Message message) {
    return new DeadLetter(
        message.messageId(),
        message.receiptHandle(),
        message.body(),
        reason(message.messageAttributes()),
        Instant.ofEpochMilli(
            Long.parseLong(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))));
  }

  private static String reason(Map<String, MessageAttributeValue> attributes) {
    MessageAttributeValue code = attributes.get(ERROR_CODE);
    if (code != null) {
      return code.stringValue();
    }
    return attributes.containsKey(BRIDGE_ERROR_CODE)
        ? DeadLetter.NOT_DELIVERED
        : DeadLetter.RECEIVED_TOO_OFTEN;
  }

  @Override
  public Set<String> redrive(List<DeadLetter> deadLetters) {
    Set<String> durable = new HashSet<>();
    List<DeadLetter> batch = new ArrayList<>();
    int bytes = 0;
    for (DeadLetter deadLetter : deadLetters) {
      int more = deadLetter.body().getBytes(StandardCharsets.UTF_8).length;
      if (!batch.isEmpty() && (bytes + more > BATCH_BYTES || batch.size() == BATCH)) {
        durable.addAll(send(batch));
        batch.clear();
        bytes = 0;
      }
      batch.add(deadLetter);
      bytes += more;
    }
    if (!batch.isEmpty()) {
      durable.addAll(send(batch));
    }
    return durable;
  }

  private List<String> send(List<DeadLetter> batch) {
    return sqs
        .sendMessageBatch(
            request ->
                request
                    .queueUrl(queueUrl)
                    .entries(
                        batch.stream()
                            .map(
                                deadLetter ->
                                    SendMessageBatchRequestEntry.builder()
                                        .id(deadLetter.id())
                                        .messageBody(deadLetter.body())
                                        .build())
                            .toList()))
        .successful()
        .stream()
        .map(SendMessageBatchResultEntry::id)
        .toList();
  }

  /** One that is not deleted is redriven again later, which costs nothing. */
  @Override
  public void delete(List<DeadLetter> deadLetters) {
    if (deadLetters.isEmpty()) {
      return;
    }
    sqs.deleteMessageBatch(
        request ->
            request
                .queueUrl(deadLetterQueueUrl)
                .entries(
                    deadLetters.stream()
                        .map(
                            deadLetter ->
                                DeleteMessageBatchRequestEntry.builder()
                                    .id(deadLetter.id())
                                    .receiptHandle(deadLetter.handle())
                                    .build())
                        .toList()));
  }

  @Override
  public void release(Collection<DeadLetter> deadLetters) {
    try {
      sqs.changeMessageVisibilityBatch(
          request ->
              request
                  .queueUrl(deadLetterQueueUrl)
                  .entries(
                      deadLetters.stream()
                          .map(
                              deadLetter ->
                                  ChangeMessageVisibilityBatchRequestEntry.builder()
                                      .id(deadLetter.id())
                                      .receiptHandle(deadLetter.handle())
                                      .visibilityTimeout(0)
                                      .build())
                          .toList()));
    } catch (SdkException e) {
      // They become visible when their timeout passes; an earlier failure matters more.
      return;
    }
  }
}
