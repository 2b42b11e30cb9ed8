package io.fanlens.operations.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the table, without the answer.
 *
 * @param sequencer of the finished answer; empty while the first answer is pending
 * @param eTag of the object that was analyzed
 * @param bucket of that object
 */
record RowFacts(
    RowId id,
    Optional<String> sequencer,
    String eTag,
    Optional<String> bucket,
    Optional<ClaimFacts> claim) {

  /** A worker's claim ends 2 s after its function; this long after that, no worker holds it. */
  private static final Duration DEAD_AFTER = Duration.ofMinutes(5);

  /**
   * The claim of a worker.
   *
   * @param until the epoch when the message was requeued
   */
  record ClaimFacts(String sequencer, String token, Instant until) {

    /**
     * Whether a worker may hold it; a requeued one is waiting as long as the queue is not empty.
     */
    boolean isLive(Instant now, boolean queueIsEmpty) {
      return until.equals(Instant.EPOCH) ? !queueIsEmpty : until.plus(DEAD_AFTER).isAfter(now);
    }
  }

  boolean isFinished() {
    return sequencer.isPresent();
  }
}
