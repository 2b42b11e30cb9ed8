package io.fanlens.quota.reservation;

import java.util.concurrent.CountDownLatch;

/** Holds the thread that comes to it until it is opened. */
final class Gate {

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  void pass() {
    reached.countDown();
    await(open);
  }

  /** Waits until a thread is held. */
  void awaitThread() {
    await(reached);
  }

  void open() {
    open.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
