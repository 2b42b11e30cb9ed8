package io.fanlens.local.cloud;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes everything that was started, in reverse order and once: by close(), after a failed start,
 * or at the end of the program. A failure does not prevent the others from closing.
 */
final class Closer implements AutoCloseable {
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Thread hook = new Thread(this::close, "close-local-cloud");
  private boolean closed;

  /** Also closes at the end of the program, including Ctrl-C. */
  void atEndOfProgram() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Adds one; if already closed, closes it immediately. */
  synchronized <T extends AutoCloseable> T add(T one) {
    if (closed) {
      IllegalStateException late = new IllegalStateException("The local cloud is being closed.");
      closeOne(one, late);
      throw late;
    }
    started.push(one);
    return one;
  }

  @Override
  public synchronized void close() {
    closed = true;
    removeHook();
    IllegalStateException failures = new IllegalStateException("Not all of the cloud stopped");
    while (!started.isEmpty()) {
      closeOne(started.pop(), failures);
    }
    if (failures.getSuppressed().length > 0) {
      throw new IllegalStateException(
          "The local cloud did not stop completely: " + failures.getSuppressed()[0].getMessage(),
          failures);
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending: the hook runs, or waits for this close.
    }
  }

  private static void closeOne(AutoCloseable one, Exception failures) {
    try {
      one.close();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      failures.addSuppressed(e);
    }
  }
}
