package io.fanlens.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, never for a time: a test that passes never waits for the end of this. */
public final class Eventually {

  /** For slow and busy machines. */
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** Grows up to the longest: what takes long is asked for less often. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(30);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

  private Eventually() {}

  public static void until(String what, BooleanSupplier condition) {
    present(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /** The value, as soon as there is one. */
  public static <T> T present(String what, Supplier<Optional<T>> value) {
    long start = System.nanoTime();
    long pause = FIRST_PAUSE.toNanos();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      Optional<T> found = value.get();
      if (found.isPresent()) {
        return found.get();
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(pause + pause / 4, LONGEST_PAUSE.toNanos());
    }
    throw new AssertionError("waited " + PATIENCE.toSeconds() + " s in vain for " + what);
  }
}
