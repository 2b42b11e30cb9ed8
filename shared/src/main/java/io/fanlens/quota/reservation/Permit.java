package io.fanlens.quota.reservation;

import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;

/**
 * The right to send one call to one target at one time.
 *
 * @param group the target's partition key
 * @param startAt microseconds since 1970; earlier is forbidden, and much later it is lost
 * @param interval what it took of the target's time, in microseconds
 * @param underLoad whether it was reserved behind others
 * @param probeOwner who probes with this call; empty when it is no probe
 * @param shared false when it was given while the table was away
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

  /** Whether it is too late to use it: book again. */
  public boolean isLost(long now, QuotaRules rules) {
    return now - startAt > rules.reservation().lateMicros();
  }

  /** After this long without an answer the call counts as a fault. */
  public long overdueMicros(QuotaRules rules) {
    // A prober says so before its lease ends, so that the time out of use can double.
    return isProbe() ? rules.breaker().leaseMicros() * 3 / 4 : rules.breaker().overdueMicros();
  }
}
