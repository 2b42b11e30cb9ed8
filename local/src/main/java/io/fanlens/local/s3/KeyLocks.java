package io.fanlens.local.s3;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Locks for object keys: a fixed number, shared by the keys that hash alike. */
final class KeyLocks {

  private static final int STRIPES = 256;

  private final ReentrantLock[] stripes =
      IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  /** A hold that is not acquired yet. A thread must not hold two keys at once. */
  Hold of(String bucket, String key) {
    return new Hold(stripes[Math.floorMod(Objects.hash(bucket, key), STRIPES)]);
  }

  /** Holds a lock from the first {@link #acquire} to {@link #close}, in one thread. */
  static final class Hold implements AutoCloseable {

    private final ReentrantLock lock;

    private Hold(ReentrantLock lock) {
      this.lock = lock;
    }

    void acquire() {
      if (!lock.isHeldByCurrentThread()) {
        lock.lock();
      }
    }

    @Override
    public void close() {
      if (lock.isHeldByCurrentThread()) {
        lock.unlock();
      }
    }
  }
}
