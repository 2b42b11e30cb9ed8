package io.fanlens.operations.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the table, without what was seen on the picture.
 *
 * @param sequencer of the finished answer; empty while the picture is worked on for the first time
 * @param eTag of the object that was looked at
 * @param bucket of that object
 */
record RowFacts(
    RowId id,
    Optional<String> sequencer,
    String eTag,
    Optional<String> bucket,
    Optional<ClaimFacts> claim) {

  /** A worker's claim ends 2 s after its function; so long after that nobody works under it. */
  private static final Duration DEAD_AFTER = Duration.ofMinutes(5);

  /**
   * Who works on it, or did.
   *
   * @param until 1970 when it was handed back
   */
  record ClaimFacts(String sequencer, String token, Instant until) {

    /** Whether somebody may work under it; handed back ones wait in the queue while it has any. */
    boolean isLive(Instant now, boolean queueIsEmpty) {
      return until.equals(Instant.EPOCH) ? !queueIsEmpty : until.plus(DEAD_AFTER).isAfter(now);
    }
  }

  boolean isFinished() {
    return sequencer.isPresent();
  }
}
