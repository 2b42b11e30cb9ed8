package io.fanlens.quota;

import java.time.Duration;

/** The numbers of the protocol, with the defaults that were measured. */
public record QuotaRules(
    ReservationRules reservation,
    BackoffRules backoff,
    RateRules rate,
    BreakerRules breaker,
    TableRules table) {

  /** A client that is refused at once loses little; one that keeps asking loads the table. */
  private static final long CALL_PATIENCE = 200_000;

  /** Batches, where nobody else reserves. */
  public static final QuotaRules DEFAULTS =
      new QuotaRules(
          ReservationRules.DEFAULTS,
          BackoffRules.DEFAULTS,
          RateRules.DEFAULTS,
          BreakerRules.DEFAULTS,
          TableRules.DEFAULTS);

  /** For batches beside calls that may wait so long. */
  public static QuotaRules batchBesideCalls(Duration longestWait) {
    return DEFAULTS.with(DEFAULTS.reservation.withRole(QuotaRole.batchBesideCalls(longestWait)));
  }

  /**
   * For calls, beside batches.
   *
   * @param longestWait for a start; a call may ask for less
   * @param share how much of every target they may take while batches wait; 1 for all
   */
  public static QuotaRules calls(Duration longestWait, double share) {
    return new QuotaRules(
        DEFAULTS.reservation.withRole(QuotaRole.calls(longestWait, share)),
        DEFAULTS.backoff.forCalls(CALL_PATIENCE),
        DEFAULTS.rate,
        DEFAULTS.breaker,
        DEFAULTS.table);
  }

  /** The same with other reservations: what measurements vary. */
  public QuotaRules with(ReservationRules other) {
    return new QuotaRules(other, backoff, rate, breaker, table);
  }
}
