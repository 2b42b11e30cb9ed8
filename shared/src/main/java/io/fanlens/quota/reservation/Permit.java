package io.fanlens.quota.reservation;

import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;

/**
 * Permission to send one call to one target at one time.
 *
 * @param group the target's partition key
 * @param startAt microseconds since 1970; it must not be used earlier, and is lost much later
 * @param length share of the target's time that it takes, in microseconds; of a probe, its lease
 * @param shareLength how far it moved the queue of its role's share; 0 where it did not
 * @param probeOwner who probes with this call; empty when it is not a probe
 * @param shared false when it was granted while the table was unavailable
 */
public record Permit(
    String group,
    TargetQuota quota,
    long startAt,
    long length,
    long shareLength,
    String probeOwner,
    boolean shared) {

  /** A permit outside of any share. */
  public Permit(
      String group,
      TargetQuota quota,
      long startAt,
      long length,
      String probeOwner,
      boolean shared) {
    this(group, quota, startAt, length, 0, probeOwner, shared);
  }

  public Target target() {
    return quota.target();
  }

  public boolean isProbe() {
    return !probeOwner.isEmpty();
  }

  /** No call is sent with it. What was granted without the table was never counted. */
  void countUnused(UncountedCalls uncounted) {
    if (shared) {
      uncounted.unused(target(), 1);
    }
  }

  /** When its time at the target ends, as its own reservation wrote it. */
  public long end() {
    return startAt + length;
  }

  /**
   * Whether it is too late to use it: reserve again. A probe is good for its lease, less the time
   * after which its answer is overdue.
   */
  public boolean isLost(long now, QuotaRules rules) {
    return isProbe()
        ? now > end() - rules.breaker().overdueMicros()
        : now - startAt > rules.reservation().lateMicros();
  }
}
