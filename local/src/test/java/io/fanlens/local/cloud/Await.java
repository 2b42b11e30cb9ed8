package io.fanlens.local.cloud;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Polls for the effects of other processes, up to a deadline. */
final class Await {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private Await() {}

  static <T> T present(String what, Duration atMost, Supplier<Optional<T>> condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    Optional<T> value = condition.get();
    while (value.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within %s: %s".formatted(atMost, what));
      }
      LockSupport.parkNanos(POLL_INTERVAL.toNanos());
      value = condition.get();
    }
    return value.get();
  }

  static void until(String what, Duration atMost, Supplier<Boolean> condition) {
    present(what, atMost, () -> condition.get() ? Optional.of(true) : Optional.empty());
  }
}
