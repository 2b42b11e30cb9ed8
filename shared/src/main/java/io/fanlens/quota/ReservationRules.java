package io.fanlens.quota;

/**
 * What is reserved, and how far ahead. Times are in microseconds.
 *
 * @param choice how a target is chosen
 * @param pace share of the quota that is used; the rest covers what the service counts otherwise
 * @param blockMicros a reservation is at most as many permits as the target has in this time, at
 *     least one: a block of 10 at a target of 5 a second would keep it busy for 2 s
 * @param role who reserves, and how far ahead
 * @param idleMicros a queue that ended longer ago than this is restarted
 * @param lateMicros a permit is lost when it is not used within this time
 */
public record ReservationRules(
    TargetChoice choice,
    double pace,
    long blockMicros,
    QuotaRole role,
    long idleMicros,
    long lateMicros) {

  static final ReservationRules DEFAULTS =
      new ReservationRules(
          TargetChoice.EARLIER_OF_TWO, 0.995, 100_000, QuotaRole.BATCH_ALONE, 20_000, 100_000);

  public ReservationRules {
    RuleChecks.requireShare("pace", pace);
    RuleChecks.requirePositive("lateMicros", lateMicros);
  }

  /** Nothing is reserved that starts later than this. */
  public long horizonMicros() {
    return role.horizonMicros();
  }

  public ReservationRules withChoice(TargetChoice other) {
    return new ReservationRules(other, pace, blockMicros, role, idleMicros, lateMicros);
  }

  public ReservationRules withPace(double other) {
    return new ReservationRules(choice, other, blockMicros, role, idleMicros, lateMicros);
  }

  public ReservationRules withRole(QuotaRole other) {
    return new ReservationRules(choice, pace, blockMicros, other, idleMicros, lateMicros);
  }
}
