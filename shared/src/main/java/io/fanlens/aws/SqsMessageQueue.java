package io.fanlens.aws;

import io.fanlens.pipeline.queue.MessageQueue;
import io.fanlens.pipeline.queue.QueueMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Requeues messages, or sends copies of them to their queue or to the dead-letter queue. */
public final class SqsMessageQueue implements MessageQueue {

  private static final Logger LOG = LoggerFactory.getLogger(SqsMessageQueue.class);

  /** Attribute of a copy: when the first message was sent, in ms since 1970. */
  public static final String FIRST_SENT_AT = "firstSentAt";

  /** Attribute of a copy: when it was made. It tells a copy from one that was redriven later. */
  public static final String COPIED_AT = "copiedAt";

  /** Amazon SQS refuses all other control characters, and keys may hold them. */
  private static final Pattern REFUSED =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

  private final SqsClient sqs;
  private final InstantSource clock;
  private final String queueUrl;
  private final String deadLetterQueueUrl;

  public SqsMessageQueue(
      SqsClient sqs, InstantSource clock, String queueUrl, String deadLetterQueueUrl) {
    this.sqs = sqs;
    this.clock = clock;
    this.queueUrl = queueUrl;
    this.deadLetterQueueUrl = deadLetterQueueUrl;
  }

  @Override
  public void requeue(QueueMessage message, Duration delay) {
    try {
      sqs.changeMessageVisibility(
          request ->
              request
                  .queueUrl(queueUrl)
                  .receiptHandle(message.receiptHandle())
                  .visibilityTimeout(seconds(delay)));
    } catch (SdkException e) {
      // The queue shows the message again anyway, after its own visibility timeout.
      LOG.warn(
          "could not change the visibility timeout of message {}: {}",
          message.id(),
          ServiceText.summary(e));
    }
  }

  @Override
  public void sendAgain(QueueMessage message, Duration delay) {
    sqs.sendMessage(
        request ->
            request
                .queueUrl(queueUrl)
                .messageBody(message.body())
                .delaySeconds(seconds(delay))
                .messageAttributes(
                    Map.of(
                        FIRST_SENT_AT, millis(message.sentAt()),
                        COPIED_AT, millis(clock.instant()))));
  }

  @Override
  public void deadLetter(QueueMessage message, String errorCode, String reason) {
    sqs.sendMessage(
        request ->
            request
                .queueUrl(deadLetterQueueUrl)
                .messageBody(message.body())
                .messageAttributes(Map.of("errorCode", text(errorCode), "reason", text(reason))));
  }

  private static int seconds(Duration delay) {
    return Math.toIntExact(delay.plusMillis(999).toSeconds());
  }

  private static MessageAttributeValue millis(Instant time) {
    return MessageAttributeValue.builder()
        .dataType("Number")
        .stringValue(Long.toString(time.toEpochMilli()))
        .build();
  }

  private static MessageAttributeValue text(String value) {
    String accepted = REFUSED.matcher(value).replaceAll("?");
    return MessageAttributeValue.builder()
        .dataType("String")
        .stringValue(accepted.isEmpty() ? "?" : accepted)
        .build();
  }
}
