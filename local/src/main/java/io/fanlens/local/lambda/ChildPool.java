package io.fanlens.local.lambda;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the children: none without work, one more for each batch that finds no free one, up to the
 * limit, and the longest unused ones end first. After failed starts it waits before the next start,
 * 1 s, 2 s, 4 s ... up to the configured longest wait, until a child asks for work.
 */
final class ChildPool implements Child.Owner {

  /** No child could be started for a batch. */
  static final class StartFailed extends RuntimeException {
    StartFailed(String message) {
      super(message);
    }
  }

  /** A child's one stretch of idleness; the number tells it from an earlier one. */
  private record Idle(Child child, long number) {}

  private final Child.Site site;
  private final LambdaOptions options;
  private final int limit;

  private final Map<String, Child> children = new LinkedHashMap<>();
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final Deque<CompletableFuture<Child>> waiters = new ArrayDeque<>();
  private int started;
  private long idleStretches;
  private int failedStarts;
  private long retryAt;
  private boolean closing;

  ChildPool(Child.Site site, LambdaOptions options, int limit) {
    this.site = site;
    this.options = options;
    this.limit = limit;
  }

  /** A free child, or one to come. */
  synchronized CompletableFuture<Child> acquire() {
    CompletableFuture<Child> waiter = new CompletableFuture<>();
    if (closing) {
      waiter.completeExceptionally(new StartFailed("The service is closing"));
    } else if (!idle.isEmpty()) {
      waiter.complete(idle.pop().child());
    } else {
      waiters.add(waiter);
      startMissing();
    }
    return waiter;
  }

  /** True while starts fail and no child has asked for work since. */
  synchronized boolean failing() {
    return failedStarts > 0;
  }

  /** How long no child will be started: zero when one may be. */
  synchronized Duration startPause() {
    return failing() ? Duration.ofNanos(Math.max(0, retryAt - System.nanoTime())) : Duration.ZERO;
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
    failed.forEach(w -> w.completeExceptionally(new StartFailed(startFailure.orElseThrow())));
  }

  private void pause() {
    long wait = options.startRetryMin().toNanos() << Math.min(failedStarts, 20);
    wait = Math.min(wait, options.startRetryMax().toNanos());
    failedStarts++;
    retryAt = System.nanoTime() + wait;
    schedule(Duration.ofNanos(wait), this::startMissing);
  }

  /** Starts a child for each batch that neither a starting nor a returning child will take. */
  private synchronized void startMissing() {
    if (closing || startPause().isPositive()) {
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
      waiters.forEach(w -> w.completeExceptionally(new StartFailed("The service is closing")));
      waiters.clear();
      idle.clear();
    }
    running.forEach(child -> child.stop("the service closes"));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(75);
    synchronized (this) {
      while (!children.isEmpty() && System.nanoTime() < deadline) {
        wait(100);
      }
    }
  }

  private void schedule(Duration delay, Runnable action) {
    if (!closing) {
      var unused = site.timers().schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
