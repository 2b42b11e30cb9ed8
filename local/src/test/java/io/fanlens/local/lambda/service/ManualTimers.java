package io.fanlens.local.lambda.service;

import io.fanlens.local.lambda.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Timers that end when a test says so, and never by themselves. */
final class ManualTimers implements Timers {

  /** No record: two that are set alike are not the same. */
  private static final class Held {
    private final Duration delay;
    private final Runnable action;

    Held(Duration delay, Runnable action) {
      this.delay = delay;
      this.action = action;
    }

    @Override
    public String toString() {
      return delay.toString();
    }
  }

  private final List<Held> held = new ArrayList<>();

  @Override
  public synchronized Timer after(Duration delay, Runnable action) {
    Held timer = new Held(delay, action);
    held.add(timer);
    notifyAll();
    return () -> cancel(timer);
  }

  private synchronized void cancel(Held timer) {
    held.remove(timer);
  }

  /** Waits until a timer of this delay is set, past or to come, and ends it. */
  void end(Duration delay) {
    take(delay).action.run();
  }

  private synchronized Held take(Duration delay) {
    Patience patience = new Patience();
    while (true) {
      Optional<Held> found = held.stream().filter(each -> each.delay.equals(delay)).findFirst();
      if (found.isPresent()) {
        cancel(found.get());
        return found.get();
      }
      patience.awaitChange(this, () -> "no timer of " + delay + " was set; there are " + held);
    }
  }

  @Override
  public synchronized void close() {
    held.clear();
  }
}
