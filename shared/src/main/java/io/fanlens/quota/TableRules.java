package io.fanlens.quota;

/**
 * How the quota table is used. Times are in microseconds.
 *
 * @param readAgeMicros a read of a group serves this long
 * @param skewMicros a worker whose clock is further off the table's reserves nothing
 * @param timeoutMicros the table counts as unavailable when it has not answered for this long
 */
public record TableRules(long readAgeMicros, long skewMicros, long timeoutMicros) {

  static final TableRules DEFAULTS = new TableRules(250_000, 1_000_000, 500_000);
}
