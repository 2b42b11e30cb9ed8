package io.fanlens.local.rekognition;

import java.time.Duration;

/** Waits; tests have one that does not. */
@FunctionalInterface
interface Sleeper {

  void sleep(Duration time) throws InterruptedException;
}
