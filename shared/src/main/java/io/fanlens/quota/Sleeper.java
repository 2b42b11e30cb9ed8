package io.fanlens.quota;

import java.time.Duration;

/** Waiting, injected so that tests need no real time. */
@FunctionalInterface
public interface Sleeper {

  /** The real one. */
  Sleeper REAL = Thread::sleep;

  void sleep(Duration time) throws InterruptedException;
}
