package io.fanlens.quota;

import java.time.Duration;

/** Waiting, as a parameter. */
@FunctionalInterface
public interface Sleeper {

  /** The real one. */
  Sleeper REAL = Thread::sleep;

  void sleep(Duration time) throws InterruptedException;
}
