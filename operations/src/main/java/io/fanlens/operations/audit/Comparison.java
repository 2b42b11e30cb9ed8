package io.fanlens.operations.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Compares an object with its row.
 *
 * @param now time of the comparison
 * @param judgedBefore later objects may still be waiting in the queue
 * @param queueIsEmpty no message is waiting or in flight
 */
record Comparison(Instant now, Instant judgedBefore, boolean queueIsEmpty) {

  /** State of an object for one operation. */
  enum Verdict {
    /** The row describes this version of the object. */
    COMPLETE,
    /** Nothing is wrong yet: a worker has it, or it is queued. */
    IN_PROGRESS,
    /** There is no row. */
    MISSING,
    /** The row describes an earlier version. */
    STALE,
    /** A worker died, and no message is left from which another could take over. */
    STUCK;

    /** The count that it adds to. */
    AuditCount count() {
      return switch (this) {
        case COMPLETE -> AuditCount.COMPLETE;
        case IN_PROGRESS -> AuditCount.IN_PROGRESS;
        case MISSING -> AuditCount.MISSING;
        case STALE -> AuditCount.STALE;
        case STUCK -> AuditCount.STUCK;
      };
    }
  }

  /** Judges one operation. */
  Verdict judge(ObjectFacts object, Optional<RowFacts> row) {
    if (row.filter(RowFacts::isFinished).filter(r -> r.eTag().equals(object.eTag())).isPresent()) {
      return Verdict.COMPLETE;
    }
    boolean young = !object.lastModified().isBefore(judgedBefore);
    Optional<RowFacts.ClaimFacts> claim = row.flatMap(RowFacts::claim);
    if (young || claim.filter(c -> c.isLive(now, queueIsEmpty)).isPresent()) {
      return Verdict.IN_PROGRESS;
    }
    if (claim.isPresent()) {
      return Verdict.STUCK;
    }
    return row.isPresent() ? Verdict.STALE : Verdict.MISSING;
  }

  /** The sequencer of the event that fixes it: the lowest possible, so that real events win. */
  static String sequencer(Verdict verdict, Optional<RowFacts> row) {
    return switch (verdict) {
      case MISSING -> Sequencers.LOWEST;
      // The same sequencer takes over the dead worker's claim.
      case STUCK -> row.orElseThrow().claim().orElseThrow().sequencer();
      case STALE -> Sequencers.justAfter(row.orElseThrow().sequencer().orElse(Sequencers.LOWEST));
      case COMPLETE, IN_PROGRESS ->
          throw new IllegalArgumentException(verdict + " needs no event to fix it");
    };
  }

  /** Whether a row without an object may be removed. */
  boolean isAbandoned(RowFacts row) {
    return row.claim().filter(claim -> claim.isLive(now, queueIsEmpty)).isEmpty();
  }
}
