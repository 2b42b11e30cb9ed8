package io.fanlens.local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.local.events.EventBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Publishes events of pipes: the bus says to which queues its rules send them. */
record QueueTargets(EventBus bus, SqsClient sqs) {

  private static final Logger LOG = LoggerFactory.getLogger(QueueTargets.class);

  void publish(JsonNode event) {
    bus.take(event).forEach(queue -> send(queue, event.toString()));
  }

  private void send(String queueArn, String body) {
    String name = queueArn.substring(queueArn.lastIndexOf(':') + 1);
    try {
      String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
      sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    } catch (SdkException e) {
      LOG.warn("An event for {} is lost: {}", queueArn, e.getMessage());
    }
  }
}
