package io.fanlens.picture.preparation;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** One conversion that has its pixels and waits for a thread. It starts, or is given up before. */
final class Turn {

  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean decided = new AtomicBoolean();
  private final Runnable giveBack;

  /**
   * @param giveBack returns its pixels, once
   */
  Turn(Runnable giveBack) {
    this.giveBack = giveBack;
  }

  /** For the thread that converts. */
  <T> Callable<T> of(Callable<T> conversion) {
    return () -> {
      if (!decided.compareAndSet(false, true)) {
        throw new CancellationException("given up before its turn");
      }
      started.countDown();
      try {
        return conversion.call();
      } finally {
        giveBack.run();
        ended.countDown();
      }
    };
  }

  boolean awaitStart(long nanos) throws InterruptedException {
    return started.await(nanos, NANOSECONDS);
  }

  /** Whether it will never start; false when it has started already. */
  boolean giveUp() {
    if (!decided.compareAndSet(false, true)) {
      return false;
    }
    giveBack.run();
    return true;
  }

  boolean awaitEnd(Duration atMost) throws InterruptedException {
    return ended.await(atMost.toNanos(), NANOSECONDS);
  }
}
