package io.fanlens.functions;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.fanlens.aws.SqsMessageQueue;
import io.fanlens.pipeline.queue.QueueMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Converts Lambda's queue messages to the pipeline's. A copy that took another message's place
 * carries the time of the first one; if it was redriven since, it is a message of its own time.
 */
final class QueueMessages {

  /** A redrive is later than its copy by more than clocks differ. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private QueueMessages() {}

  static QueueMessage of(SQSMessage message) {
    Map<String, String> attributes =
        message.getAttributes() == null ? Map.of() : message.getAttributes();
    Instant queuedAt =
        Instant.ofEpochMilli(Long.parseLong(attributes.getOrDefault("SentTimestamp", "0")));
    return new QueueMessage(
        message.getMessageId(),
        message.getReceiptHandle(),
        message.getBody(),
        Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1")),
        firstSentAt(message, queuedAt).orElse(queuedAt),
        queuedAt);
  }

  private static Optional<Instant> firstSentAt(SQSMessage message, Instant queuedAt) {
    return time(message, SqsMessageQueue.COPIED_AT)
        .filter(copiedAt -> queuedAt.isBefore(copiedAt.plus(CLOCKS_DIFFER)))
        .flatMap(copied -> time(message, SqsMessageQueue.FIRST_SENT_AT));
  }

  private static Optional<Instant> time(SQSMessage message, String attribute) {
    return Optional.ofNullable(message.getMessageAttributes())
        .map(all -> all.get(attribute))
        .map(MessageAttribute::getStringValue)
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
  }
}
