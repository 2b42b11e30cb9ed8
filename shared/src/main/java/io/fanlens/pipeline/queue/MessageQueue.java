package io.fanlens.pipeline.queue;

import java.time.Duration;

/** What the pipeline does with a message besides reading it. */
public interface MessageQueue {

  /** Makes the message visible again after this time. */
  void requeue(QueueMessage message, Duration delay);

  /**
   * Sends a copy to the queue itself, to take the message's place: its receives and its age begin
   * anew, but it still is a message of the first one's time.
   *
   * @param delay until it can be received, at most {@link
   *     io.fanlens.settings.Timings#LONGEST_REQUEUE_DELAY}
   */
  void sendAgain(QueueMessage message, Duration delay);

  /** Sends a copy to the dead-letter queue, with the reason as attributes. */
  void deadLetter(QueueMessage message, String errorCode, String reason);
}
