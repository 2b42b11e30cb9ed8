package io.fanlens.quota;

/**
 * How much of a target a role may take while others wait. Its reservations move on a second time in
 * the target's item, by their length / share. Times are in microseconds.
 *
 * @param share of the target's rate; 1 for all of it, and then nothing is kept in the item
 * @param aheadMicros the second time runs at most this far ahead
 * @param spareMicros beyond the share nothing is reserved unless the target's queue is shorter than
 *     this: nobody else needs what is left, and it would be wasted
 * @param waitingMicros the share binds for this long after others had to wait
 */
public record ShareRules(double share, long aheadMicros, long spareMicros, long waitingMicros) {

  /** No limit. */
  public static final ShareRules WHOLE = new ShareRules(1, 1_000_000, 100_000, 30_000_000);

  public ShareRules {
    RuleChecks.requireShare("share", share);
    RuleChecks.requirePositive("aheadMicros", aheadMicros);
  }

  ShareRules withShare(double other) {
    return new ShareRules(other, aheadMicros, spareMicros, waitingMicros);
  }

  public boolean isLimited() {
    return share < 1;
  }

  /** How far a reservation of that length moves the second time. */
  public long length(long reservation) {
    return (long) Math.ceil(reservation / share);
  }
}
