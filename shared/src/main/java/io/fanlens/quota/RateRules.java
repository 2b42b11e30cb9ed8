package io.fanlens.quota;

/**
 * How the shared rate follows throttles. Times are in microseconds.
 *
 * @param armMicros two throttles within this time cut the rate; one alone does not
 * @param firstCut what a first cut leaves of the rate
 * @param nextCut what a further cut leaves
 * @param cutSeriesMicros a cut this soon after another is a further one
 * @param cutEveryMicros least time between two cuts
 * @param raise a raise multiplies the rate by this
 * @param raiseEveryMicros least time between a cut or raise and a raise
 * @param floor the rate is never cut below this share of the quota
 * @param slowStartMicros a target that complained of too steep a rise starts this slowly
 */
public record RateRules(
    long armMicros,
    double firstCut,
    double nextCut,
    long cutSeriesMicros,
    long cutEveryMicros,
    double raise,
    long raiseEveryMicros,
    double floor,
    long slowStartMicros) {

  static final RateRules DEFAULTS =
      new RateRules(
          2_000_000, 0.95, 0.85, 3_000_000, 1_000_000, 1.01, 10_000_000, 0.05, 10_000_000);

  public RateRules {
    QuotaRules.requireShare("firstCut", firstCut);
    QuotaRules.requireShare("nextCut", nextCut);
    QuotaRules.requireShare("floor", floor);
  }
}
