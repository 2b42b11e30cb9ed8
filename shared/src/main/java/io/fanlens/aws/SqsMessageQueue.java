package io.fanlens.aws;

import io.fanlens.pipeline.MessageQueue;
import io.fanlens.pipeline.QueueMessage;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Requeues messages, or sends them to the dead-letter queue. */
public final class SqsMessageQueue implements MessageQueue {

  private static final Logger LOG = LoggerFactory.getLogger(SqsMessageQueue.class);

  private final SqsClient sqs;
  private final String queueUrl;
  private final String deadLetterQueueUrl;

  public SqsMessageQueue(SqsClient sqs, String queueUrl, String deadLetterQueueUrl) {
    this.sqs = sqs;
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
                  .visibilityTimeout(Math.toIntExact(delay.plusMillis(999).toSeconds())));
    } catch (SdkException e) {
      // The queue shows the message again anyway, after its own visibility timeout.
      LOG.warn(
          "could not change the visibility timeout of message {}: {}",
          message.id(),
          e.getMessage());
    }
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

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
