package io.fanlens.picture.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A file that ends. Some readers take what lies behind the end for zeros: 262 bytes of a WebP can
 * ask for 65,536 Huffman codes of nothing, which takes 20 s.
 */
final class EndingInput extends MemoryCacheImageInputStream {

  /** Readers look a few bytes ahead. */
  private static final int MOST_READS_PAST_END = 1_024;

  private int readsPastEnd;

  EndingInput(byte[] file) {
    super(new ByteArrayInputStream(file));
  }

  @Override
  public int read() throws IOException {
    return checked(super.read());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return checked(super.read(bytes, offset, length));
  }

  private int checked(int read) throws IOException {
    if (read < 0 && ++readsPastEnd > MOST_READS_PAST_END) {
      throw new IOException("it ends before its pixels");
    }
    return read;
  }
}
