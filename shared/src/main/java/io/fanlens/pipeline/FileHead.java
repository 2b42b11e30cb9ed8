package io.fanlens.pipeline;

/**
 * How a file begins.
 *
 * @param bytes its first 64 KB, or all of a smaller file
 * @param size of the whole file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FileHead(byte[] bytes, long size) {

  public FileHead {
    if (size < bytes.length) {
      throw new IllegalArgumentException(
          "size is %d, less than the %d bytes at hand".formatted(size, bytes.length));
    }
  }

  /** Whether there is nothing more of it. */
  boolean isWhole() {
    return size == bytes.length;
  }
}
