package io.fanlens.quota;

/** The current rate of one target: quota, pace, cuts and slow start combined. */
public final class Pacing {

  /** A slow start begins with this share of the rate. */
  private static final double RAMP_START = 0.1;

  /**
   * A slow target may have room for one call only, and then one that comes a few ms early, by
   * another clock, is throttled. So intervals are this much longer beyond that of 5 a second.
   */
  private static final double GUARD = 0.1;

  private static final long GUARDED = 202_000;
  private static final long LONGEST_GUARD = 30_000;

  private final QuotaRules rules;

  public Pacing(QuotaRules rules) {
    this.rules = rules;
  }

  /** Microseconds between two calls when nothing was cut. */
  public long configured(TargetQuota quota) {
    long interval = quota.intervalMicros(rules.reservation().pace());
    return interval + Math.clamp((long) (GUARD * (interval - GUARDED)), 0, LONGEST_GUARD);
  }

  /** Microseconds between two calls at the lowest rate. */
  public long slowest(TargetQuota quota) {
    return (long) (configured(quota) / rules.rate().floor());
  }

  /**
   * Microseconds between two calls after cuts and what was recovered since, without a slow start.
   */
  public long recovered(TargetQuota quota, TargetState state, long now) {
    long configured = configured(quota);
    RateState rate = state.rate();
    if (rate.interval() == 0) {
      return configured;
    }
    long good = Math.max(configured, rate.goodInterval());
    double interval = rules.rate().recovery().interval(rate.interval(), good, now - rate.cutAt());
    return Math.clamp((long) interval, configured, slowest(quota));
  }

  /**
   * The last good rate, as microseconds between two calls, when it is cut now: the present one, if
   * calls were answered at it. Otherwise it is what the last cut knew, since a rate says nothing at
   * which every call was throttled. Never less than half of what was known: somebody else may be
   * taking the rest for a while.
   *
   * @param answered whether calls were answered since the last cut
   */
  public long good(TargetQuota quota, TargetState state, long now, boolean answered) {
    RateState rate = state.rate();
    long configured = configured(quota);
    long recovered = recovered(quota, state, now);
    if (recovered == configured) {
      return configured;
    }
    long known = Math.max(configured, rate.goodInterval());
    boolean isBack = now - rate.cutAt() > rules.rate().recovery().quietMicros();
    return isBack && answered ? Math.min(recovered, 2 * known) : known;
  }

  /** Microseconds between two calls. */
  public long interval(TargetQuota quota, TargetState state, long now) {
    long interval = recovered(quota, state, now);
    long running = now - state.ramp().startedAt();
    if (running < state.ramp().length()) {
      interval = (long) (interval / Math.max(RAMP_START, (double) running / state.ramp().length()));
    }
    return Math.min(interval, slowest(quota));
  }

  /**
   * How many permits one reservation may take: a tenth of a second's worth, at least one. While the
   * table is slow, reservations are larger, so that there are fewer of them.
   *
   * @param lead how far ahead of now a start must be to be of use, in microseconds
   */
  public int largestReservation(long interval, long lead) {
    return (int) Math.max(1, (rules.reservation().blockMicros() + 2 * lead) / interval);
  }

  /** No correct worker moves the end of the queue beyond this, within the allowed clock skew. */
  public long latestPlausibleTat(TargetQuota quota, long now) {
    QuotaRole role = rules.reservation().role();
    return latestPlausible(now, role.longestHorizonMicros(quota.permitsPerSecond()))
        + longestReservation(quota);
  }

  /** The same for the time of a role's share. */
  public long latestPlausibleShare(TargetQuota quota, long now) {
    ShareRules share = rules.reservation().role().share();
    return latestPlausible(now, share.aheadMicros()) + share.length(longestReservation(quota));
  }

  private long latestPlausible(long now, long horizon) {
    return now + rules.table().timeoutMicros() + horizon + 2 * rules.table().skewMicros();
  }

  private long longestReservation(TargetQuota quota) {
    return Math.max(
        rules.reservation().blockMicros() + 2 * rules.table().timeoutMicros(), slowest(quota));
  }
}
