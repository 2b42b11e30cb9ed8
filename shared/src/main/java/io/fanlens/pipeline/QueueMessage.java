package io.fanlens.pipeline;

import java.time.Instant;

/**
 * A message as it was received.
 *
 * @param receives how often it was received, this time included
 * @param sentAt when it was put into the queue; a redrive has a new time, a redelivery the old one
 */
public record QueueMessage(
    String id, String receiptHandle, String body, int receives, Instant sentAt) {}
