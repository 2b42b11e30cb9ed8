package io.fanlens.pipeline;

/**
 * The beginning of a file.
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

  /** Whether this is the whole file. */
  boolean isWhole() {
    return size == bytes.length;
  }
}
