package io.fanlens.quota.reservation;

import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;

/**
 * Permission to send one call to one target at one time.
 *
 * @param group the target's partition key
 * @param startAt microseconds since 1970; it must not be used earlier, and is lost much later
 * @param interval share of the target's time that it takes, in microseconds
 * @param underLoad whether others are queued before it
 * @param probeOwner who probes with this call; empty when it is not a probe
 * @param shared false when it was granted while the table was unavailable
 */
public record Permit(
    String group,
    TargetQuota quota,
    long startAt,
    long interval,
    boolean underLoad,
    String probeOwner,
    boolean shared) {

  public Target target() {
    return quota.target();
  }

  public boolean isProbe() {
    return !probeOwner.isEmpty();
  }

  /** Whether it is too late to use it: reserve again. */
  public boolean isLost(long now, QuotaRules rules) {
    return now - startAt > rules.reservation().lateMicros();
  }

  /** After this long without an answer the call counts as a fault. */
  public long overdueMicros(QuotaRules rules) {
    // A prober reports before its lease ends, so that the time out of use can double.
    return isProbe() ? rules.breaker().leaseMicros() * 3 / 4 : rules.breaker().overdueMicros();
  }
}
