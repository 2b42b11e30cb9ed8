package io.fanlens.redrive;

import java.time.Instant;

/**
 * A message received from the dead-letter queue: invisible to others for some minutes.
 *
 * @param id the same each time it is received
 * @param handle receipt handle
 * @param reason the error code of the last attempt; {@link #RECEIVED_TOO_OFTEN} where the queue
 *     itself moved it, {@link #NOT_DELIVERED} where it never reached the queue
 * @param sentAt when it was sent to the dead-letter queue; for a message that SQS moved, when it
 *     was first sent
 */
public record DeadLetter(String id, String handle, String body, String reason, Instant sentAt) {

  /** The queue's maxReceiveCount, which only a message that crashes functions reaches. */
  static final String RECEIVED_TOO_OFTEN = "RECEIVED_TOO_OFTEN";

  /** An event of an existing bucket that EventBridge could not deliver to the queue. */
  static final String NOT_DELIVERED = "NOT_DELIVERED";

  /** Retrying does not help these. */
  static final String UNREADABLE = "UNREADABLE_MESSAGE";

  /** Saves memory when many are held. */
  DeadLetter withoutBody() {
    return new DeadLetter(id, handle, "", reason, sentAt);
  }
}
