package io.fanlens.quota;

/**
 * How the shared rate follows throttles. Times are in microseconds.
 *
 * @param armMicros two throttles within this time cut the rate; one alone does not
 * @param firstCut what a first cut leaves of the rate
 * @param nextCut what a further cut leaves
 * @param cutSeriesMicros a cut this soon after another is a further one
 * @param cutEveryMicros least time between two cuts
 * @param soonCalls at a low rate "soon" means within this many calls, where that is longer
 * @param floor the rate is never cut below this share of the quota
 * @param recovery how the rate comes back without throttles
 * @param slowStartMicros a target that complained of too steep a rise starts this slowly
 */
public record RateRules(
    long armMicros,
    double firstCut,
    double nextCut,
    long cutSeriesMicros,
    long cutEveryMicros,
    int soonCalls,
    double floor,
    RecoveryRules recovery,
    long slowStartMicros) {

  static final RateRules DEFAULTS =
      new RateRules(
          2_000_000, 0.95, 0.85, 3_000_000, 1_000_000, 3, 0.05, RecoveryRules.DEFAULTS, 10_000_000);

  public RateRules {
    RuleChecks.requireShare("firstCut", firstCut);
    RuleChecks.requireShare("nextCut", nextCut);
    RuleChecks.requireShare("floor", floor);
  }

  /** Two throttles this close together cut the rate, at that interval between two calls. */
  public long armMicros(long interval) {
    return Math.max(armMicros, soonCalls * interval);
  }

  /** A cut this soon after another belongs to the same series. */
  public long cutSeriesMicros(long interval) {
    return Math.max(cutSeriesMicros, soonCalls * interval);
  }
}
