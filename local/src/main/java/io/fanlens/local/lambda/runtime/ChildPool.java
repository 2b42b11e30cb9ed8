package io.fanlens.local.lambda.runtime;

import io.fanlens.local.lambda.ChildHandle;
import io.fanlens.local.lambda.LambdaOptions;
import io.fanlens.local.lambda.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps the children: none without work, one more for each batch that finds no free one, up to the
 * limit, and the longest unused ones end first. After failed starts it waits before the next start,
 * 1 s, 2 s, 4 s ... up to the configured longest wait, until a child requests work.
 */
final class ChildPool implements Child.Owner {

  /** A child's one stretch of idleness; the number tells it from an earlier one. */
  private record Idle(Child child, long number) {}

  /** Longer than a child may take to write its start cache. */
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(75);

  private final Child.Site site;
  private final LambdaOptions options;
  private final int limit;

  private final Map<String, Child> children = new LinkedHashMap<>();
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final Deque<CompletableFuture<Child>> waiters = new ArrayDeque<>();
  private int started;
  private long idleStretches;
  private int failedStarts;
  private boolean pausing;
  private long pauses;
  private boolean closing;
  private boolean leftTheRest;

  ChildPool(Child.Site site, LambdaOptions options, int limit) {
    this.site = site;
    this.options = options;
    this.limit = limit;
  }

  /** A free child, or one to come. */
  synchronized CompletableFuture<Child> acquire() {
    CompletableFuture<Child> waiter = new CompletableFuture<>();
    if (closing) {
      waiter.completeExceptionally(new StartFailedException("The service is closing"));
    } else if (!idle.isEmpty()) {
      waiter.complete(idle.pop().child());
    } else {
      waiters.add(waiter);
      startMissing();
    }
    return waiter;
  }

  /** True while starts fail and no child has requested work since. */
  synchronized boolean failing() {
    return failedStarts > 0;
  }

  /** Waits while no child will be started, up to a limit; whether one may be. */
  synchronized boolean awaitPauseEnd(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    long left = limit.toMillis();
    while (pausing && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return !pausing;
  }

  synchronized List<ChildHandle> children() {
    return children.values().stream()
        .filter(child -> child.pid() >= 0)
        .map(ChildHandle.class::cast)
        .toList();
  }

  @Override
  public void ready(Child child) {
    CompletableFuture<Child> waiter;
    synchronized (this) {
      failedStarts = 0;
      pausing = false;
      notifyAll();
      waiter = waiters.poll();
      if (waiter == null) {
        Idle stretch = new Idle(child, ++idleStretches);
        idle.push(stretch);
        schedule(options.idleTimeout(), () -> retire(stretch));
      }
    }
    if (waiter != null) {
      waiter.complete(child);
    }
  }

  @Override
  public void ended(Child child, Optional<String> startFailure) {
    List<CompletableFuture<Child>> failed = new ArrayList<>();
    synchronized (this) {
      children.remove(child.id());
      idle.removeIf(stretch -> stretch.child() == child);
      if (startFailure.isPresent() && !closing) {
        pause();
        // The batch that this start was for fails; others too when no child is left to wait for.
        if (!waiters.isEmpty()) {
          failed.add(waiters.poll());
        }
        if (children.isEmpty()) {
          failed.addAll(waiters);
          waiters.clear();
        }
      }
      startMissing();
      notifyAll();
    }
    failed.forEach(
        w -> w.completeExceptionally(new StartFailedException(startFailure.orElseThrow())));
  }

  private void pause() {
    long wait = options.startRetryMin().toNanos() << Math.min(failedStarts, 20);
    Duration pause = Duration.ofNanos(Math.min(wait, options.startRetryMax().toNanos()));
    failedStarts++;
    pausing = true;
    long number = ++pauses;
    schedule(pause, () -> endPause(number));
  }

  /** Only the newest pause counts: several starts may fail at once. */
  private synchronized void endPause(long number) {
    if (number == pauses) {
      pausing = false;
      notifyAll();
      startMissing();
    }
  }

  /** Starts a child for each batch that neither a starting nor a returning child will take. */
  private synchronized void startMissing() {
    if (closing || pausing) {
      return;
    }
    long coming =
        children.values().stream()
            .map(Child::state)
            .filter(s -> s == Child.State.STARTING || s == Child.State.RETURNING)
            .count();
    for (long i = coming; i < waiters.size() && children.size() < limit; i++) {
      Child child = new Child("child-" + ++started, site, this);
      children.put(child.id(), child);
      Thread.startVirtualThread(child::start);
    }
  }

  private void retire(Idle stretch) {
    boolean unused;
    synchronized (this) {
      unused = idle.remove(stretch);
    }
    if (unused) {
      stretch.child().stop("idle for " + options.idleTimeout().toSeconds() + " s");
    }
  }

  /** Ends all children, gently for a while and then not, and waits until they are gone. */
  void close() throws InterruptedException {
    List<Child> running;
    synchronized (this) {
      closing = true;
      running = List.copyOf(children.values());
      waiters.forEach(
          w -> w.completeExceptionally(new StartFailedException("The service is closing")));
      waiters.clear();
      idle.clear();
    }
    running.forEach(child -> child.stop("the service closes"));
    Timers.Timer limit = site.timers().after(LONGEST_CLOSE, this::leaveTheRest);
    synchronized (this) {
      while (!children.isEmpty() && !leftTheRest) {
        wait();
      }
    }
    limit.cancel();
  }

  private synchronized void leaveTheRest() {
    leftTheRest = true;
    notifyAll();
  }

  private void schedule(Duration delay, Runnable action) {
    if (!closing) {
      site.timers().after(delay, action);
    }
  }
}
