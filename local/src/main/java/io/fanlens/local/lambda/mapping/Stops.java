package io.fanlens.local.lambda.mapping;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The two stages of closing, which are also what every pause waits on. */
final class Stops {
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch abandoned = new CountDownLatch(1);

  /** No new work. */
  void close() {
    closing.countDown();
  }

  /** Nothing is tried again. */
  void abandon() {
    abandoned.countDown();
  }

  boolean closing() {
    return closing.getCount() == 0;
  }

  /** Pauses; true when the pause was cut short because the service closes. */
  boolean awaitClose(Duration pause) {
    return await(closing, pause);
  }

  boolean awaitAbandon(Duration pause) {
    return await(abandoned, pause);
  }

  private static boolean await(CountDownLatch latch, Duration pause) {
    try {
      return latch.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
