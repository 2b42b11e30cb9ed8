package io.fanlens.status;

import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads how many messages a deployment's two queues have. */
public final class QueueReader {

  private final SqsClient sqs;
  private final String queueUrl;
  private final String deadLetterQueueUrl;

  public QueueReader(SqsClient sqs, String queueUrl, String deadLetterQueueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.deadLetterQueueUrl = deadLetterQueueUrl;
  }

  public QueueDepth read() {
    Map<QueueAttributeName, String> queue = attributes(queueUrl);
    Map<QueueAttributeName, String> deadLetters = attributes(deadLetterQueueUrl);
    return new QueueDepth(
        count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
        count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
        count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED),
        count(deadLetters, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
            + count(deadLetters, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  private Map<QueueAttributeName, String> attributes(String url) {
    return sqs.getQueueAttributes(
            request ->
                request
                    .queueUrl(url)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
        .attributes();
  }

  private static long count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
  }
}
