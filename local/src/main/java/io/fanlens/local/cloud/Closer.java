package io.fanlens.local.cloud;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes what was started, the last first, once: by close(), by a failed start, or at the end of
 * the program. One that fails does not keep the others open.
 */
final class Closer implements AutoCloseable {
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Thread hook = new Thread(this::close, "close-local-cloud");
  private boolean closed;

  /** Closes all at the end of the program, too: Ctrl-C ends one as well. */
  void atEndOfProgram() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Remembers it; when all is closed already, closes it too. */
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
    forgetHook();
    IllegalStateException failures = new IllegalStateException("Not all of the cloud stopped");
    while (!started.isEmpty()) {
      closeOne(started.pop(), failures);
    }
    if (failures.getSuppressed().length > 0) {
      throw new IllegalStateException(
          "The local cloud did not stop whole: " + failures.getSuppressed()[0].getMessage(),
          failures);
    }
  }

  private void forgetHook() {
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
