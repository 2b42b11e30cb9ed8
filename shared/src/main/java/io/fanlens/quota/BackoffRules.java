package io.fanlens.quota;

/**
 * Waiting for capacity. Times are in microseconds.
 *
 * @param patienceMicros no capacity found for this long: the messages are requeued
 * @param firstMicros first wait after failed reservations, doubled with each round
 * @param longestMicros longest such wait
 */
public record BackoffRules(long patienceMicros, long firstMicros, long longestMicros) {

  static final BackoffRules DEFAULTS = new BackoffRules(5_000_000, 100_000, 2_000_000);

  public BackoffRules {
    RuleChecks.requirePositive("patienceMicros", patienceMicros);
  }

  BackoffRules withPatience(long other) {
    return new BackoffRules(other, firstMicros, longestMicros);
  }
}
