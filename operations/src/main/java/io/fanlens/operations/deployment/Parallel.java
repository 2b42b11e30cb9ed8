package io.fanlens.operations.deployment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Runs the same work on many items with bounded concurrency, and returns when all of it is done.
 */
public final class Parallel {

  private final Semaphore permits;

  public Parallel(int permits) {
    this.permits = new Semaphore(permits);
  }

  /** Throws the first failure after all have ended. */
  public <T> void forEach(Collection<T> items, Consumer<T> work) {
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T item : items) {
        running.add(threads.submit(() -> run(item, work)));
      }
    }
    for (Future<?> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException known
            ? known
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  private <T> void run(T item, Consumer<T> work) {
    permits.acquireUninterruptibly();
    try {
      work.accept(item);
    } finally {
      permits.release();
    }
  }

  public static <T> List<List<T>> partition(Collection<T> all, int size) {
    List<T> list = List.copyOf(all);
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < list.size(); from += size) {
      parts.add(list.subList(from, Math.min(list.size(), from + size)));
    }
    return parts;
  }
}
