package io.fanlens.quota.reservation;

import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.Sleeper;
import java.time.Duration;

/**
 * Watches one call: when it is not answered in time, a fault is reported at once, long before the
 * call's own timeout. Closing it ends and joins its thread.
 */
public final class OverdueWatch implements AutoCloseable {

  private final Thread thread;

  OverdueWatch(Permits permits, Permit permit, Duration time, Sleeper sleeper) {
    this.thread =
        Thread.ofVirtual()
            .name("overdue " + permit.target().key())
            .start(
                () -> {
                  try {
                    sleeper.sleep(time);
                    permits.report(permit, CallOutcome.OVERDUE);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // answered in time
                  }
                });
  }

  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
