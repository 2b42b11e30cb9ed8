package io.fanlens.pipeline;

import java.time.Duration;

/** What the pipeline does with a message beside reading it. */
public interface MessageQueue {

  /** Lets the message be seen again after this time, not sooner. */
  void requeue(QueueMessage message, Duration delay);

  /** Puts a copy into the dead-letter queue, with the reason beside it. */
  void deadLetter(QueueMessage message, String errorCode, String reason);
}
