package io.fanlens.picture;

import java.util.Arrays;

/**
 * Reads the coded blocks of a baseline JPEG, 8 x 8 px each, dividing each number anew. What is cut
 * off, or stands in no table, is refused; nothing outside the file is read.
 */
final class JpegBlockReader {

  static final int ENTRIES = 64;

  /** Of a number, and of the difference of two means. */
  static final int MOST_BITS = 10;

  static final int MOST_DIFFERENCE_BITS = 11;

  /** Of the factors: 65,536 leaves a number as it is. */
  static final int FRACTION = 16;

  private static final int HALF = 1 << (FRACTION - 1);
  private static final int MOST_MEAN = 2_047;
  private static final int LOOK_SHIFT = Long.SIZE - HuffmanDecoder.LOOK;

  /** Of the block read last: the places of its numbers, in zigzag order, and the numbers. */
  final int[] places = new int[ENTRIES];

  final int[] numbers = new int[ENTRIES];

  private final byte[] file;
  private final BaselineJpeg jpeg;
  private final int[][] factors;
  private final int[] means = new int[3];

  /** Where the next byte is; the bits read ahead, at the upper end, and how many. */
  private int at;

  private long ahead;
  private int bits;

  /** How many of them were made up, since a marker came. */
  private int madeUp;

  /**
   * A reader.
   *
   * @param factors by component and place, at most {@code 1 << FRACTION}
   */
  JpegBlockReader(byte[] file, BaselineJpeg jpeg, int[][] factors) {
    this.file = file;
    this.jpeg = jpeg;
    this.factors = factors;
    at = jpeg.pixelsAt();
  }

  /**
   * Reads a block. The state is kept in local variables, which is twice as fast.
   *
   * @return how many numbers it has; the first is its mean, the others are not 0
   */
  int read(int component) throws NotRequantised {
    int[] factor = factors[component];
    places[0] = 0;
    numbers[0] = scaled(mean(component), factor[0]);
    HuffmanDecoder decoder = jpeg.ac(component);
    int[] common = decoder.numbers;
    long next = ahead;
    int left = bits;
    int count = 1;
    int place = 1;
    while (place < ENTRIES) {
      if (left < Integer.SIZE) {
        ahead = next;
        bits = left;
        readAhead();
        next = ahead;
        left = bits;
      }
      int found = common[(int) (next >>> LOOK_SHIFT)];
      int taken = found & 0xFF;
      if (found == 0) {
        int symbol = decoder.symbol(next);
        int size = symbol >> 8 & 0xF;
        if (size > MOST_BITS) {
          throw new NotRequantised("a number is too large");
        }
        int code = symbol & 0xFF;
        taken = code + size;
        found = number(next << code, size) << 16 | symbol >> 12 << 8;
      }
      next <<= taken;
      left -= taken;
      int number = found >> 16;
      int zeros = found >> 8 & 0xF;
      if (number == 0) {
        if (zeros != 15) {
          break; // the rest is 0
        }
        place += 16;
        continue;
      }
      place += zeros;
      if (place >= ENTRIES) {
        throw new NotRequantised("a block has too many numbers");
      }
      int scaled = scaled(number, factor[place]);
      if (scaled != 0) {
        places[count] = place;
        numbers[count++] = scaled;
      }
      place++;
    }
    if (place > ENTRIES) {
      throw new NotRequantised("a block has too many zeros");
    }
    ahead = next;
    bits = left;
    return count;
  }

  /** To the nearest, halves away from 0. */
  private static int scaled(int number, int factor) {
    return (number * factor + HALF + (number >> 31)) >> FRACTION;
  }

  private static int number(long next, int size) {
    return size == 0 ? 0 : HuffmanDecoder.number((int) (next >>> (Long.SIZE - size)), size);
  }

  /** A block's mean comes first, as the difference to that of the block before. */
  private int mean(int component) throws NotRequantised {
    readAhead();
    int symbol = jpeg.dc(component).symbol(ahead);
    int size = symbol >> 8;
    if (size > MOST_DIFFERENCE_BITS) {
      throw new NotRequantised("a difference is too large");
    }
    int code = symbol & 0xFF;
    int mean = means[component] + number(ahead << code, size);
    if (Math.abs(mean) > MOST_MEAN) {
      throw new NotRequantised("a mean is too large");
    }
    means[component] = mean;
    ahead <<= code + size;
    bits -= code + size;
    return mean;
  }

  /** To be asked now and then: whether all that was read was there. */
  void check() throws NotRequantised {
    if (bits < madeUp) {
      throw new NotRequantised("its pixels are cut off");
    }
  }

  /** Goes past a marker, which must stand where the bits read so far end. */
  void marker(int marker) throws NotRequantised {
    boolean here = at + 1 < file.length && file[at] == (byte) 0xFF && file[at + 1] == (byte) marker;
    if (!here || bits - madeUp >= Byte.SIZE) {
      throw new NotRequantised("it has no marker where one must be");
    }
    at += 2;
    ahead = 0;
    bits = 0;
    madeUp = 0;
    Arrays.fill(means, 0);
  }

  /** Has at least 32 bits at hand, zeros where a marker or the end stands. */
  private void readAhead() {
    if (bits >= Integer.SIZE) {
      return;
    }
    if (at + Integer.BYTES <= file.length) {
      int word =
          file[at] << 24
              | (file[at + 1] & 0xFF) << 16
              | (file[at + 2] & 0xFF) << 8
              | (file[at + 3] & 0xFF);
      if (!has255(word)) {
        ahead |= (word & 0xFFFF_FFFFL) << (Integer.SIZE - bits);
        bits += Integer.SIZE;
        at += Integer.BYTES;
        return;
      }
    }
    while (bits <= Long.SIZE - Byte.SIZE) {
      int next = at < file.length ? file[at] & 0xFF : 0xFF;
      if (next == 0xFF) {
        if (at + 1 >= file.length || file[at + 1] != 0) {
          madeUp += Byte.SIZE;
          bits += Byte.SIZE;
          continue;
        }
        at++;
      }
      at++;
      ahead |= (long) next << (Long.SIZE - Byte.SIZE - bits);
      bits += Byte.SIZE;
    }
  }

  /** A byte of 255 is followed by a 0, so that it is no marker. */
  static boolean has255(int word) {
    return ((~word - 0x0101_0101) & word & 0x8080_8080) != 0;
  }
}
