package io.fanlens.e2e;

import io.fanlens.local.cloud.LocalCloud;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The stack's queue and its dead-letter queue. */
public final class StackQueue {

  private static final QueueAttributeName WAITING =
      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;

  private final SqsClient sqs;
  private final String url;
  private final String deadLetterUrl;

  StackQueue(LocalCloud cloud) {
    sqs = cloud.clients().sqs();
    url = cloud.outputs().get("QueueUrl");
    deadLetterUrl = cloud.outputs().get("DeadLetterQueueUrl");
  }

  public String url() {
    return url;
  }

  public void send(String body) {
    sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
  }

  /** Nothing waits, nothing is in flight: all that was sent has been acknowledged. */
  public void awaitEmpty() {
    Eventually.until(
        "an empty queue",
        () ->
            attributes(
                    url,
                    WAITING,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)
                .values()
                .stream()
                .allMatch("0"::equals));
  }

  public Message awaitDeadLetter() {
    return awaitDeadLetterWith("");
  }

  /** The first whose body has that text: other tests of the same cloud may have left theirs. */
  public Message awaitDeadLetterWith(String text) {
    return Eventually.present(
        "a dead letter with \"" + text + "\"",
        () ->
            sqs
                .receiveMessage(
                    request ->
                        request
                            .queueUrl(deadLetterUrl)
                            .messageAttributeNames("All")
                            .waitTimeSeconds(1))
                .messages()
                .stream()
                .filter(message -> message.body().contains(text))
                .findFirst());
  }

  public int deadLetters() {
    return Integer.parseInt(attributes(deadLetterUrl, WAITING).get(WAITING));
  }

  private Map<QueueAttributeName, String> attributes(String of, QueueAttributeName... names) {
    return sqs.getQueueAttributes(request -> request.queueUrl(of).attributeNames(List.of(names)))
        .attributes();
  }
}
