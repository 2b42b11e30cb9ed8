package io.fanlens.quota;

/**
 * How a slow pool's messages wait. At 20 calls a minute a function has more messages in hand than
 * it gets starts while it runs, so that most are requeued; each then has its turn: a time to come
 * back, one interval after the turn before, in the order in which they were refused. Times are in
 * microseconds.
 *
 * @param horizonMicros nothing is reserved that starts later than this, where that is more than the
 *     role's own horizon: a queue shows a message at whole seconds only, so it must come early
 * @param horizonStarts fewer where the pool has so many starts sooner
 * @param aheadMicros no turn is later than this
 * @param earlyMicros how long before its start a message should be there at the latest
 */
public record TurnRules(long horizonMicros, int horizonStarts, long aheadMicros, long earlyMicros) {

  /** Whoever is refused is told so, and does not come back by itself. */
  public static final TurnRules NONE = new TurnRules(0, 0, 0, 0);

  static final TurnRules BATCH_ALONE = new TurnRules(3_000_000, 10, 900_000_000, 250_000);

  /** Batches that reserve far ahead would keep calls waiting. */
  static final TurnRules BATCH_BESIDE_CALLS = new TurnRules(1_500_000, 3, 900_000_000, 250_000);

  /** How far ahead a pool of that rate is reserved. */
  long horizonMicros(double permitsPerSecond) {
    return Math.min(horizonMicros, (long) (horizonStarts * 1e6 / permitsPerSecond));
  }
}
