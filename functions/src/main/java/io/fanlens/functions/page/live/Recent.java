package io.fanlens.functions.page.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A value that is read again when it is too old; one that cannot be read is not kept. */
final class Recent<T> {

  /** Reads the value. */
  @FunctionalInterface
  interface Reader<T, E extends Exception> {
    T read() throws E;
  }

  private final Duration life;
  private final InstantSource clock;
  private T value;
  private Instant until = Instant.MIN;

  Recent(Duration life, InstantSource clock) {
    this.life = life;
    this.clock = clock;
  }

  synchronized <E extends Exception> T get(Reader<T, E> reader) throws E {
    Instant now = clock.instant();
    // A clock that was set back must not keep it for hours.
    if (!now.isBefore(until) || until.isAfter(now.plus(life))) {
      value = reader.read();
      until = now.plus(life);
    }
    return value;
  }
}
