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

/** Does the same with many things, so many at a time at most, and ends when all of it is done. */
public final class Parallel {

  private final Semaphore atOnce;

  public Parallel(int atOnce) {
    this.atOnce = new Semaphore(atOnce);
  }

  /** The first failure is thrown, after all have ended. */
  public <T> void forEach(Collection<T> things, Consumer<T> work) {
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T thing : things) {
        running.add(threads.submit(() -> oneOf(thing, work)));
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

  private <T> void oneOf(T thing, Consumer<T> work) {
    atOnce.acquireUninterruptibly();
    try {
      work.accept(thing);
    } finally {
      atOnce.release();
    }
  }

  public static <T> List<List<T>> inParts(Collection<T> all, int size) {
    List<T> list = List.copyOf(all);
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < list.size(); from += size) {
      parts.add(list.subList(from, Math.min(list.size(), from + size)));
    }
    return parts;
  }
}
