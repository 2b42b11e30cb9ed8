package io.fanlens.local.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes of an upload and takes its key's lock when the last one has been read. */
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
    seen(b < 0 ? -1 : 1);
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    seen(n);
    return n;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void seen(int n) {
    if (n < 0) {
      lock.acquire();
    } else {
      count += n;
    }
  }
}
