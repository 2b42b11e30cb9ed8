package io.fanlens.local.lambda.service;

import java.time.Duration;
import java.util.function.Supplier;

/** How long a test waits for what must come: so long that no machine is too slow for it. */
final class Patience {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final long end = System.nanoTime() + LIMIT.toNanos();

  /** Waits on a monitor that the caller holds, until its owner notifies. */
  @SuppressWarnings("WaitNotInLoop") // the caller's
  void awaitChange(Object monitor, Supplier<String> complaint) {
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new AssertionError(complaint.get());
    }
    try {
      monitor.wait(left);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
