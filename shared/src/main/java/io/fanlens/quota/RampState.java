package io.fanlens.quota;

/**
 * A target's last slow start.
 *
 * @param startedAt microseconds since 1970; 0 when there was none
 * @param length in microseconds
 */
public record RampState(long startedAt, long length) {

  static final RampState NONE = new RampState(0, 0);
}
