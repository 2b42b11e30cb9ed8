package io.fanlens.quota;

/**
 * How a cut rate comes back, as a function of the time without a cut: nothing is written for it,
 * and it needs no calls. With the defaults a rate of 100 a second that was cut to 5 is 97 after 45
 * s and 100 after 75 s. Times are in microseconds.
 *
 * @param quietMicros the cut rate stays for this long
 * @param returnMicros then it takes this long back to just under the last good rate, gently at
 *     first in case the cut rate is all there is
 * @param goodShare how much of the last good rate is just under it
 * @param step beyond that it rises by this factor, and from the cut it rises no slower
 * @param stepMicros in each of these times
 * @param hasteMicros the rise is twice as steep after this time, three times after twice this time,
 *     and so on: what went well for minutes need not be tested for an hour
 */
public record RecoveryRules(
    long quietMicros,
    long returnMicros,
    double goodShare,
    double step,
    long stepMicros,
    long hasteMicros) {

  static final RecoveryRules DEFAULTS =
      new RecoveryRules(10_000_000, 35_000_000, 0.97, 1.01, 10_000_000, 120_000_000);

  public RecoveryRules {
    RuleChecks.requirePositive("returnMicros", returnMicros);
    RuleChecks.requireShare("goodShare", goodShare);
    RuleChecks.requirePositive("stepMicros", stepMicros);
    RuleChecks.requirePositive("hasteMicros", hasteMicros);
  }

  /**
   * The interval between two calls by now.
   *
   * @param cut as the last cut left it
   * @param good before the series of cuts
   * @param quiet time since the last cut
   */
  double interval(long cut, long good, long quiet) {
    if (quiet < quietMicros) {
      return cut;
    }
    double aim = Math.min((double) cut, good / goodShare);
    double part = Math.min(1, (double) (quiet - quietMicros) / returnMicros);
    double returning = cut * Math.pow(aim / cut, part * part);
    double beyond = aim / careful(quiet - quietMicros - returnMicros);
    return Math.min(part < 1 ? returning : beyond, cut / careful(quiet));
  }

  /** How much a rate has risen carefully after that time. */
  private double careful(long time) {
    double passed = Math.max(0.0, (double) time);
    return Math.pow(step, passed / stepMicros * (1 + passed / (2 * hasteMicros)));
  }
}
