package io.fanlens.functions;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.fanlens.pipeline.QueueMessage;
import java.time.Instant;
import java.util.Map;

/** Converts Lambda's queue messages to the pipeline's. */
final class QueueMessages {

  private QueueMessages() {}

  static QueueMessage of(SQSMessage message) {
    Map<String, String> attributes =
        message.getAttributes() == null ? Map.of() : message.getAttributes();
    return new QueueMessage(
        message.getMessageId(),
        message.getReceiptHandle(),
        message.getBody(),
        Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1")),
        Instant.ofEpochMilli(Long.parseLong(attributes.getOrDefault("SentTimestamp", "0"))));
  }
}
