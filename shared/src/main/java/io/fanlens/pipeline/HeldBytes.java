package io.fanlens.pipeline;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.NoRoomException;
import io.fanlens.picture.PictureProblem;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the bytes of fetched files in memory, over all messages of the process: forty pictures of
 * 5 MB, or one of 150 MB (50 Mpx of 24 bits) and some small ones. A thread that waits here holds
 * nothing that another one waits for, so there is no deadlock.
 */
final class HeldBytes {

  static final HeldBytes DEFAULTS = new HeldBytes(150_000_000, 200_000_000);

  private static final int BYTES_A_PERMIT = 1_000;

  private final long mostOfOne;
  private final Semaphore permits;

  HeldBytes(long mostOfOne, long mostAtOnce) {
    if (mostOfOne > mostAtOnce) {
      throw new IllegalArgumentException(
          "mostOfOne is %d; give at most mostAtOnce (%d)".formatted(mostOfOne, mostAtOnce));
    }
    this.mostOfOne = mostOfOne;
    this.permits = new Semaphore(Math.toIntExact(mostAtOnce / BYTES_A_PERMIT), true);
  }

  /**
   * Waits until this many bytes may be fetched.
   *
   * @throws BadPictureException when a file of this size can never be fetched
   * @throws NoRoomException when they were not free in time, or the wait was interrupted
   */
  Lease take(long bytes, Duration longestWait) throws BadPictureException {
    if (bytes > mostOfOne) {
      throw new BadPictureException(
          PictureProblem.TOO_LARGE,
          "The object has %d bytes; pictures of up to %d can be fetched."
              .formatted(bytes, mostOfOne));
    }
    Lease lease = new Lease(Math.toIntExact(bytes / BYTES_A_PERMIT));
    try {
      if (permits.tryAcquire(lease.size, longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
        return lease;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new NoRoomException(NoRoomException.Wait.MEMORY);
  }

  /** Bytes reserved for one file. */
  final class Lease implements AutoCloseable {

    private int size;

    private Lease(int size) {
      this.size = size;
    }

    @Override
    public void close() {
      permits.release(size);
      size = 0;
    }
  }
}
