package io.fanlens.quota;

/** The numbers of the protocol, with the defaults that were measured. */
public record QuotaRules(
    ReservationRules reservation,
    BackoffRules backoff,
    RateRules rate,
    BreakerRules breaker,
    TableRules table) {

  public static final QuotaRules DEFAULTS =
      new QuotaRules(
          ReservationRules.DEFAULTS,
          BackoffRules.DEFAULTS,
          RateRules.DEFAULTS,
          BreakerRules.DEFAULTS,
          TableRules.DEFAULTS);

  /** The same with other reservations: what measurements vary. */
  public QuotaRules with(ReservationRules other) {
    return new QuotaRules(other, backoff, rate, breaker, table);
  }

  static void requireShare(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "%s is %s; give a share above 0 and at most 1".formatted(name, value));
    }
  }

  static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("%s is %d; give more than 0".formatted(name, value));
    }
  }
}
