package io.fanlens.pipeline;

import java.time.Duration;

/** What the pipeline does with a message besides reading it. */
public interface MessageQueue {

  /** Makes the message visible again after this time. */
  void requeue(QueueMessage message, Duration delay);

  /** Sends a copy to the dead-letter queue, with the reason as attributes. */
  void deadLetter(QueueMessage message, String errorCode, String reason);
}
