package io.fanlens.pipeline.queue;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The order within one batch: all messages side by side, but what may have killed its last process
 * runs after all others, and alone. So a picture that kills its process takes nobody's attempt but
 * its own, from the second time on.
 */
public final class BatchOrder {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int together;
  private boolean isOneAlone;

  /**
   * @param messages of the batch; each must take and close one place
   */
  public BatchOrder(int messages) {
    together = messages;
  }

  /** One message's place in the order. */
  public Place place() {
    return new Place();
  }

  /** One message's place. Its methods are called by the message's own thread. */
  public final class Place implements AutoCloseable {

    private boolean isTogether = true;
    private boolean isAlone;

    private Place() {}

    public boolean isAlone() {
      return isAlone;
    }

    /**
     * Steps aside until all others have ended or stepped aside as well, and nobody else is alone.
     *
     * @return false when that took too long; nothing may be done in this place any more
     */
    public boolean awaitAlone(Duration atMost) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        leave();
        long left = atMost.toNanos();
        while (together > 0 || isOneAlone) {
          if (left <= 0) {
            return false;
          }
          left = changed.awaitNanos(left);
        }
        isOneAlone = true;
        isAlone = true;
        return true;
      } finally {
        lock.unlock();
      }
    }

    private void leave() {
      if (isTogether) {
        isTogether = false;
        together--;
      }
      if (isAlone) {
        isAlone = false;
        isOneAlone = false;
      }
      changed.signalAll();
    }

    @Override
    public void close() {
      lock.lock();
      try {
        leave();
      } finally {
        lock.unlock();
      }
    }
  }
}
