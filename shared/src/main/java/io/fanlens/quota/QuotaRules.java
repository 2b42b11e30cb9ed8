package io.fanlens.quota;

/**
 * The numbers of the protocol, with the defaults that were measured. Times are in microseconds.
 *
 * @param choice how a target is chosen
 * @param pace share of the quota that is booked; the rest covers what the service counts otherwise
 * @param blockMicros a booking is at most as many permits as the target has in this time, at least
 *     one: a block of 10 at a target of 5 a second would keep it busy for 2 s
 * @param horizonMicros nothing is booked that starts later than this
 * @param idleMicros a queue whose end is further past than this is started anew
 * @param lateMicros a permit is lost when it is not used within this time
 * @param lookAgeMicros a look serves this long
 * @param skewMicros a worker whose clock is further off the table's does not book
 * @param patienceMicros no capacity found for this long: the messages are handed back
 * @param firstBackoffMicros first wait after failed bookings, doubled with each round
 * @param longestBackoffMicros longest such wait
 * @param armMicros two throttles within this time cut the rate; one alone does not
 * @param firstCut what a first cut leaves of the rate
 * @param nextCut what a further cut leaves
 * @param cutSeriesMicros a cut this soon after another is a further one
 * @param cutEveryMicros least time between two cuts
 * @param raise a raise multiplies the rate with this
 * @param raiseEveryMicros least time between a cut or raise and a raise
 * @param floor the rate is never cut below this share of the quota
 * @param faultsToOpen faults in a row that open the breaker
 * @param faultGapMicros faults further apart are not in a row
 * @param openMicros first time out of use
 * @param longestOpenMicros longest time out of use
 * @param leaseMicros how long the elected prober has
 * @param overdueMicros a call unanswered for this long counts as a fault already
 * @param rampMicros a target comes back this slowly after its breaker closed
 * @param slowStartMicros a target that complained of too steep a rise starts this slowly
 * @param deniedMicros a target that refused us is left alone this long
 * @param tableTimeoutMicros the table counts as away when it has not answered for this long
 */
public record QuotaRules(
    TargetChoice choice,
    double pace,
    long blockMicros,
    long horizonMicros,
    long idleMicros,
    long lateMicros,
    long lookAgeMicros,
    long skewMicros,
    long patienceMicros,
    long firstBackoffMicros,
    long longestBackoffMicros,
    long armMicros,
    double firstCut,
    double nextCut,
    long cutSeriesMicros,
    long cutEveryMicros,
    double raise,
    long raiseEveryMicros,
    double floor,
    int faultsToOpen,
    long faultGapMicros,
    long openMicros,
    long longestOpenMicros,
    long leaseMicros,
    long overdueMicros,
    long rampMicros,
    long slowStartMicros,
    long deniedMicros,
    long tableTimeoutMicros) {

  private static final long MS = 1_000;
  private static final long S = 1_000_000;

  public static final QuotaRules DEFAULTS =
      new QuotaRules(
          TargetChoice.EARLIER_OF_TWO,
          0.995,
          100 * MS,
          S,
          20 * MS,
          100 * MS,
          250 * MS,
          S,
          5 * S,
          100 * MS,
          2 * S,
          2 * S,
          0.95,
          0.85,
          3 * S,
          S,
          1.01,
          10 * S,
          0.05,
          5,
          5 * S,
          2 * S,
          4 * S,
          2 * S,
          3 * S,
          S,
          10 * S,
          600 * S,
          500 * MS);

  public QuotaRules {
    share("pace", pace);
    share("firstCut", firstCut);
    share("nextCut", nextCut);
    share("floor", floor);
    if (horizonMicros <= 0 || lateMicros <= 0 || patienceMicros <= 0 || faultsToOpen < 1) {
      throw new IllegalArgumentException(
          "horizon, late limit, patience and faultsToOpen must be above 0");
    }
  }

  /** The same with another pace, choice and horizon: what measurements vary. */
  public QuotaRules with(TargetChoice newChoice, double newPace, long newHorizonMicros) {
    return new QuotaRules(
        newChoice,
        newPace,
        blockMicros,
        newHorizonMicros,
        idleMicros,
        lateMicros,
        lookAgeMicros,
        skewMicros,
        patienceMicros,
        firstBackoffMicros,
        longestBackoffMicros,
        armMicros,
        firstCut,
        nextCut,
        cutSeriesMicros,
        cutEveryMicros,
        raise,
        raiseEveryMicros,
        floor,
        faultsToOpen,
        faultGapMicros,
        openMicros,
        longestOpenMicros,
        leaseMicros,
        overdueMicros,
        rampMicros,
        slowStartMicros,
        deniedMicros,
        tableTimeoutMicros);
  }

  /**
   * The same with other waits.
   *
   * @param newPatienceMicros for capacity
   * @param newTableTimeoutMicros for an answer of the table
   */
  public QuotaRules withWaits(long newPatienceMicros, long newTableTimeoutMicros) {
    return new QuotaRules(
        choice,
        pace,
        blockMicros,
        horizonMicros,
        idleMicros,
        lateMicros,
        lookAgeMicros,
        skewMicros,
        newPatienceMicros,
        firstBackoffMicros,
        longestBackoffMicros,
        armMicros,
        firstCut,
        nextCut,
        cutSeriesMicros,
        cutEveryMicros,
        raise,
        raiseEveryMicros,
        floor,
        faultsToOpen,
        faultGapMicros,
        openMicros,
        longestOpenMicros,
        leaseMicros,
        overdueMicros,
        rampMicros,
        slowStartMicros,
        deniedMicros,
        newTableTimeoutMicros);
  }

  private static void share(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "%s is %s; give a share above 0 and at most 1".formatted(name, value));
    }
  }
}
