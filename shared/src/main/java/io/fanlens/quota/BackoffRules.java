package io.fanlens.quota;

/**
 * Waiting for capacity. Times are in microseconds.
 *
 * @param patienceMicros no capacity found for this long: the messages are requeued
 * @param needsProof whether a refusal is the end, because a client waits for it and no queue brings
 *     the message back: then there is none before every group was seen full, and whoever was only
 *     slower than others goes on
 * @param firstMicros first wait after failed reservations, doubled with each round
 * @param longestMicros longest such wait
 */
public record BackoffRules(
    long patienceMicros, boolean needsProof, long firstMicros, long longestMicros) {

  static final BackoffRules DEFAULTS = new BackoffRules(5_000_000, 100_000, 2_000_000);

  public BackoffRules {
    RuleChecks.requirePositive("patienceMicros", patienceMicros);
  }

  /** For messages that come back. */
  public BackoffRules(long patienceMicros, long firstMicros, long longestMicros) {
    this(patienceMicros, false, firstMicros, longestMicros);
  }

  /** For clients that are told at once, and only when it is certain. */
  BackoffRules forCalls(long patience) {
    return new BackoffRules(patience, true, firstMicros, longestMicros);
  }
}
