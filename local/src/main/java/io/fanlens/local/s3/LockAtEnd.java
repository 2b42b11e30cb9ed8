package io.fanlens.local.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes of an upload and acquires its key's lock after the last one. */
final class LockAtEnd extends FilterInputStream {

  private final KeyLocks.Hold lock;
  private long count;

  LockAtEnd(InputStream in, KeyLocks.Hold lock) {
    super(in);
    this.lock = lock;
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    afterRead(b < 0 ? -1 : 1);
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    afterRead(n);
    return n;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void afterRead(int n) {
    if (n < 0) {
      lock.acquire();
    } else {
      count += n;
    }
  }
}
