package io.fanlens.operations.redrive;

import java.time.Instant;

/**
 * A message in the dead-letter queue, taken: nobody else sees it for some minutes.
 *
 * @param id stays the same each time it is taken
 * @param handle of this time
 * @param reason the error code that the function gave up with; {@link #RECEIVED_TOO_OFTEN} where
 *     the queue itself moved it, {@link #NOT_DELIVERED} where it never came into the queue
 * @param sentAt when it was put there; for a message that the queue moved, when it was first sent
 */
record DeadLetter(String id, String handle, String body, String reason, Instant sentAt) {

  /** The queue's own limit of receives, which only a message that crashes functions meets. */
  static final String RECEIVED_TOO_OFTEN = "RECEIVED_TOO_OFTEN";

  /** An event of an existing bucket that EventBridge could not put into the queue. */
  static final String NOT_DELIVERED = "NOT_DELIVERED";

  /** No retry helps these. */
  static final String UNREADABLE = "UNREADABLE_MESSAGE";

  /** For keeping many. */
  DeadLetter withoutBody() {
    return new DeadLetter(id, handle, "", reason, sentAt);
  }
}
