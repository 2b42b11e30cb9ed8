package io.fanlens.pipeline.queue;

import java.time.Instant;

/**
 * A message as it was received.
 *
 * @param receives how often it was received, this time included
 * @param sentAt when it was sent first; a redrive has a new time, a redelivery and a copy that took
 *     its place have the old one
 * @param queuedAt when this copy was put into the queue
 */
public record QueueMessage(
    String id, String receiptHandle, String body, int receives, Instant sentAt, Instant queuedAt) {

  /** The first of its kind. */
  public QueueMessage(String id, String receiptHandle, String body, int receives, Instant sentAt) {
    this(id, receiptHandle, body, receives, sentAt, sentAt);
  }
}
