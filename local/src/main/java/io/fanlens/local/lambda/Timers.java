package io.fanlens.local.lambda;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time-outs, as a parameter: whoever wants to say when one is over gives timers of his own. */
public interface Timers extends AutoCloseable {

  /** Something that will be done unless it is cancelled. */
  interface Timer {
    void cancel();
  }

  /** Has something done after a delay. */
  Timer after(Duration delay, Runnable action);

  /** Nothing more is done. */
  @Override
  void close();

  /** Timers by the clock, on one thread. */
  static Timers real() {
    ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().factory());
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return new Timers() {
      @Override
      public Timer after(Duration delay, Runnable action) {
        try {
          var task = thread.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
          return () -> task.cancel(false);
        } catch (RejectedExecutionException e) {
          return () -> {}; // closed: nothing more is done
        }
      }

      @Override
      public void close() {
        thread.shutdownNow();
      }
    };
  }
}
