package io.fanlens.picture;

import java.util.Arrays;

/** Writes the coded blocks of a baseline JPEG, with the standard's Huffman tables. */
final class JpegBlockWriter {

  /** More than a block can take: 64 numbers of 26 bits, each byte of them followed by a 0. */
  private static final int BLOCK_BYTES = 512;

  private static final int ZEROS_16 = 0xF0;
  private static final byte[] SIZES = new byte[1 << JpegBlockReader.MOST_BITS];

  static {
    for (int i = 0; i < SIZES.length; i++) {
      SIZES[i] = (byte) size(i);
    }
  }

  private final int[] means = new int[3];
  private final int mostBytes;

  /** Where the next byte goes; the bits not yet written, at the lower end, and how many. */
  private byte[] jpeg;

  private int end;
  private long behind;
  private int bits;

  /**
   * A writer.
   *
   * @param header all that comes before the blocks
   * @param mostBytes of the whole, about
   */
  JpegBlockWriter(byte[] header, int mostBytes) {
    this.mostBytes = mostBytes;
    jpeg = Arrays.copyOf(header, header.length + mostBytes / 2 + BLOCK_BYTES);
    end = header.length;
  }

  /**
   * Writes a block.
   *
   * @param places of its numbers, rising, the first of which is 0
   * @param numbers the mean, then what is not 0
   */
  void write(int component, int[] places, int[] numbers, int count) throws NotRequantised {
    if (end + BLOCK_BYTES > jpeg.length) {
      grow();
    }
    mean(component, numbers[0]);
    int[] codes = (component == 0 ? HuffmanEncoder.AC_LIGHT : HuffmanEncoder.AC_COLOUR).codes;
    long out = behind;
    int waiting = bits;
    int last = 0;
    for (int i = 1; i < count; i++) {
      int zeros = places[i] - last - 1;
      last = places[i];
      while (zeros >= 16) {
        int code = codes[ZEROS_16];
        out = out << (code & 0xFF) | code >> 8;
        waiting += code & 0xFF;
        zeros -= 16;
        if (waiting >= Integer.SIZE) {
          waiting -= Integer.SIZE;
          word((int) (out >>> waiting));
        }
      }
      int number = numbers[i];
      int size = SIZES[number < 0 ? -number : number];
      int code = codes[zeros << 4 | size];
      int length = (code & 0xFF) + size;
      out = out << length | (long) (code >> 8) << size | bits(number, size);
      waiting += length;
      if (waiting >= Integer.SIZE) {
        waiting -= Integer.SIZE;
        word((int) (out >>> waiting));
      }
    }
    behind = out;
    bits = waiting;
    if (last < JpegBlockReader.ENTRIES - 1) {
      put(codes[0] >> 8, codes[0] & 0xFF); // the rest is 0
    }
  }

  private void mean(int component, int mean) throws NotRequantised {
    int difference = mean - means[component];
    means[component] = mean;
    int size = size(Math.abs(difference));
    if (size > JpegBlockReader.MOST_DIFFERENCE_BITS) {
      throw new NotRequantised("a difference is too large");
    }
    int code = (component == 0 ? HuffmanEncoder.DC_LIGHT : HuffmanEncoder.DC_COLOUR).codes[size];
    put(code >> 8, code & 0xFF);
    put(bits(difference, size), size);
  }

  private static int size(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(number);
  }

  /** A negative number is written less 1. */
  private static int bits(int number, int size) {
    return (number + (number >> 31)) & ((1 << size) - 1);
  }

  private void put(int value, int length) {
    behind = behind << length | value;
    bits += length;
    if (bits >= Integer.SIZE) {
      bits -= Integer.SIZE;
      word((int) (behind >>> bits));
    }
  }

  private void word(int word) {
    if (JpegBlockReader.has255(word)) {
      bytes(word, Integer.BYTES);
      return;
    }
    jpeg[end] = (byte) (word >> 24);
    jpeg[end + 1] = (byte) (word >> 16);
    jpeg[end + 2] = (byte) (word >> 8);
    jpeg[end + 3] = (byte) word;
    end += Integer.BYTES;
  }

  /** The upper bytes of a word. */
  private void bytes(int word, int count) {
    for (int i = 1; i <= count; i++) {
      byte next = (byte) (word >>> (Integer.SIZE - Byte.SIZE * i));
      jpeg[end++] = next;
      if (next == (byte) 0xFF) {
        jpeg[end++] = 0;
      }
    }
  }

  private void grow() throws NotRequantised {
    if (end > mostBytes) {
      throw new NotRequantised("it would become larger");
    }
    jpeg = Arrays.copyOf(jpeg, Math.min(mostBytes, jpeg.length / 4 * 5) + 4 * BLOCK_BYTES);
  }

  /** The whole JPEG; its last bits are filled up with ones. */
  byte[] ended() throws NotRequantised {
    if (end + BLOCK_BYTES > jpeg.length) {
      grow();
    }
    int fill = Integer.SIZE - bits;
    bytes((int) (behind << fill | ((1L << fill) - 1)), Math.ceilDiv(bits, Byte.SIZE));
    jpeg[end++] = (byte) 0xFF;
    jpeg[end++] = (byte) 0xD9;
    return Arrays.copyOf(jpeg, end);
  }
}
