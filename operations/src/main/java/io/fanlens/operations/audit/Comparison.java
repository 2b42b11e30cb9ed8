package io.fanlens.operations.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * What an object and its row say of each other.
 *
 * @param now time of the comparison
 * @param judgedBefore objects that changed later may still wait in the queue
 * @param queueIsEmpty no message waits or is in flight
 */
record Comparison(Instant now, Instant judgedBefore, boolean queueIsEmpty) {

  /** How an object is served for one operation. */
  enum Verdict {
    /** The row is of this version of the object. */
    COMPLETE,
    /** Nothing is wrong yet: somebody has it, or it waits. */
    IN_WORK,
    /** There is no row. */
    MISSING,
    /** The row is of an earlier version. */
    STALE,
    /** A worker died, and no message is left that would make another take over. */
    STUCK;

    /** Where it is counted. */
    AuditCount count() {
      return switch (this) {
        case COMPLETE -> AuditCount.COMPLETE;
        case IN_WORK -> AuditCount.IN_WORK;
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
      return Verdict.IN_WORK;
    }
    if (claim.isPresent()) {
      return Verdict.STUCK;
    }
    return row.isPresent() ? Verdict.STALE : Verdict.MISSING;
  }

  /**
   * The rank of the event that mends it: as low as it can be, so that every later real event wins.
   */
  static String sequencer(Verdict verdict, Optional<RowFacts> row) {
    return switch (verdict) {
      case MISSING -> Sequencers.LOWEST;
      // The same rank takes the dead worker's claim over.
      case STUCK -> row.orElseThrow().claim().orElseThrow().sequencer();
      case STALE -> Sequencers.justAfter(row.orElseThrow().sequencer().orElse(Sequencers.LOWEST));
      case COMPLETE, IN_WORK ->
          throw new IllegalArgumentException(verdict + " needs no event to mend it");
    };
  }

  /** Whether a row may be removed whose object is not there. */
  boolean isAbandoned(RowFacts row) {
    return row.claim().filter(claim -> claim.isLive(now, queueIsEmpty)).isEmpty();
  }
}
