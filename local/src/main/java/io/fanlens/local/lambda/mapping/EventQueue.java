package io.fanlens.local.lambda.mapping;

import io.fanlens.local.lambda.EventSourceMappingSpec;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A mapping's calls to its queue: batches of messages, and their deletion until it succeeds. */
final class EventQueue {
  /** SQS: the most messages of one receive or one delete. */
  private static final int MOST_AT_ONCE = 10;

  /** Lambda: the largest event is 6 MB; a message's attributes and quoting need the rest. */
  private static final int MOST_BODY_CHARS = 4 * 1024 * 1024;

  /** Waits of 0.1, 0.2, 0.4 ... 6.4 s between the tries to delete: 13 s in all. */
  private static final int DELETE_TRIES = 8;

  private final SqsClient sqs;
  private final EventSourceMappingSpec mapping;
  private final Duration pollWait;
  private final Stops stops;
  private final LambdaListener listener;

  EventQueue(
      SqsClient sqs,
      EventSourceMappingSpec mapping,
      Duration pollWait,
      Stops stops,
      LambdaListener listener) {
    this.sqs = sqs;
    this.mapping = mapping;
    this.pollWait = pollWait;
    this.stops = stops;
    this.listener = listener;
  }

  /**
   * Waits for messages and gathers a batch. The window opens with the first message; an error after
   * it ends the batch early, so that what was received is processed.
   */
  List<Message> nextBatch() {
    List<Message> batch = new ArrayList<>(receive(mapping.batchSize(), pollWait));
    long opened = System.nanoTime();
    try {
      while (!batch.isEmpty() && wantsMore(batch)) {
        Duration left = mapping.maximumBatchingWindow().minusNanos(System.nanoTime() - opened);
        if (!left.isPositive()) {
          break;
        }
        // Whole seconds are all that SQS can wait; the rest of the window is one receive.
        Duration wait = Duration.ofSeconds(Math.min(left.toSeconds(), pollWait.toSeconds()));
        List<Message> more = receive(mapping.batchSize() - batch.size(), wait);
        batch.addAll(more);
        if (more.isEmpty() && wait.isZero()) {
          break;
        }
      }
    } catch (SdkException e) {
      listener.on(new LambdaEvent.QueueFault("A batch was closed early: " + e.getMessage()));
    }
    return batch;
  }

  private boolean wantsMore(List<Message> batch) {
    return batch.size() < mapping.batchSize()
        && !stops.closing()
        && batch.stream().mapToInt(m -> m.body().length()).sum() < MOST_BODY_CHARS;
  }

  private List<Message> receive(int most, Duration wait) {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(mapping.queueUrl())
                    .maxNumberOfMessages(Math.min(most, MOST_AT_ONCE))
                    .waitTimeSeconds((int) wait.toSeconds())
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  /** Deletes what is done, trying again for 13 s, and returns how many messages are deleted. */
  int delete(List<Message> done) {
    Map<String, Message> left = new HashMap<>();
    done.forEach(message -> left.put(message.messageId(), message));
    int refused = 0;
    for (int attempt = 0; attempt < DELETE_TRIES && !left.isEmpty(); attempt++) {
      if (attempt > 0 && stops.awaitAbandon(Duration.ofMillis(100L << (attempt - 1)))) {
        break;
      }
      for (List<Message> part : parts(List.copyOf(left.values()))) {
        refused += deletePart(part, left);
      }
    }
    return done.size() - left.size() - refused;
  }

  /** Takes out of {@code left} what is settled; returns how many messages the queue refused. */
  private int deletePart(List<Message> part, Map<String, Message> left) {
    try {
      var answer =
          sqs.deleteMessageBatch(
              request -> request.queueUrl(mapping.queueUrl()).entries(deletions(part)));
      answer.successful().forEach(entry -> left.remove(entry.id()));
      int refused = 0;
      for (BatchResultErrorEntry entry : answer.failed()) {
        listener.on(
            new LambdaEvent.QueueFault(
                "Message " + entry.id() + " was not deleted: " + entry.message()));
        // The sender's fault is an expired receipt: another receive has the message now.
        if (Boolean.TRUE.equals(entry.senderFault()) && left.remove(entry.id()) != null) {
          refused++;
        }
      }
      return refused;
    } catch (SdkException e) {
      listener.on(new LambdaEvent.QueueFault("Messages are not deleted yet: " + e.getMessage()));
      return 0;
    }
  }

  private static List<DeleteMessageBatchRequestEntry> deletions(List<Message> part) {
    return part.stream()
        .map(
            message ->
                DeleteMessageBatchRequestEntry.builder()
                    .id(message.messageId())
                    .receiptHandle(message.receiptHandle())
                    .build())
        .toList();
  }

  /** Makes messages visible at once that were received and never given to the function. */
  void requeue(List<Message> messages) {
    for (Message message : messages) {
      try {
        sqs.changeMessageVisibility(
            request ->
                request
                    .queueUrl(mapping.queueUrl())
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(0));
      } catch (SdkException e) {
        // It becomes visible by itself, later.
        listener.on(new LambdaEvent.QueueFault("Not requeued: " + e.getMessage()));
      }
    }
  }

  private static List<List<Message>> parts(List<Message> messages) {
    List<List<Message>> parts = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += MOST_AT_ONCE) {
      parts.add(messages.subList(from, Math.min(from + MOST_AT_ONCE, messages.size())));
    }
    return parts;
  }
}
