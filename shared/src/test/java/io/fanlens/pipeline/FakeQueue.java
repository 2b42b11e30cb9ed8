package io.fanlens.pipeline;

import io.fanlens.pipeline.queue.MessageQueue;
import io.fanlens.pipeline.queue.QueueMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A queue that keeps what is done with its messages. */
final class FakeQueue implements MessageQueue {

  final List<Duration> requeued = new ArrayList<>();
  final List<Duration> copies = new ArrayList<>();
  final List<String> deadLetters = new ArrayList<>();
  final List<String> reasons = new ArrayList<>();
  Runnable whenDeadLettered = () -> {};

  /** Refuses this many dead letters. */
  int deadLettersToFail;

  @Override
  public void requeue(QueueMessage message, Duration delay) {
    requeued.add(delay);
  }

  @Override
  public void sendAgain(QueueMessage message, Duration delay) {
    copies.add(delay);
  }

  @Override
  public void deadLetter(QueueMessage message, String errorCode, String reason) {
    if (deadLettersToFail > 0) {
      deadLettersToFail--;
      throw new IllegalStateException("the queue is away");
    }
    deadLetters.add(errorCode);
    reasons.add(reason);
    whenDeadLettered.run();
  }
}
