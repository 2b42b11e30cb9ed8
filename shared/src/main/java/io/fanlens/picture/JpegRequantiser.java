package io.fanlens.picture;

import java.util.Arrays;

/**
 * Writes a JPEG once more in coarser steps, without making pixels of it: each coded number is read,
 * divided anew and written. No transform, no colours and no memory for the picture are needed, so
 * 12 Mpx take about half of what decoding and encoding take.
 *
 * <p>Steps that are coarser already stay, since finer ones would only cost bytes.
 */
final class JpegRequantiser {

  private static final int ENTRIES = 64;
  private static final int BLOCKS_OF_LIGHT = 4;
  private static final int LOOK_SHIFT = Long.SIZE - HuffmanDecoder.LOOK;

  /** The most bits that baseline JPEG gives a number, and a difference of two. */
  private static final int MOST_BITS = 10;

  private static final int MOST_DIFFERENCE_BITS = 11;
  private static final int MOST_MEAN = 2_047;

  /** More than a block can take: 64 numbers of 26 bits, each byte of them followed by a 0. */
  private static final int BLOCK_BYTES = 512;

  private static final byte[] SIZES = new byte[1 << MOST_BITS];

  static {
    for (int i = 0; i < SIZES.length; i++) {
      SIZES[i] = (byte) (Integer.SIZE - Integer.numberOfLeadingZeros(i));
    }
  }

  private static final int ZEROS_16 = 0xF0;
  private static final int FRACTION = 16;
  private static final int HALF = 1 << (FRACTION - 1);

  private final byte[] from;
  private final BaselineJpeg jpeg;
  private final int[][] factors;
  private final int[] lastRead = new int[3];
  private final int[] lastWritten = new int[3];

  /** Where the next byte is read; the bits read ahead, at the upper end, and their number. */
  private int at;

  private long ahead;
  private int aheadBits;

  /** How many of them were made up, since a marker came. */
  private int madeUp;

  /** Where the next byte is written; the bits to be written, at the lower end, and their number. */
  private byte[] to;

  private int end;
  private long behind;
  private int behindBits;

  private JpegRequantiser(byte[] file, BaselineJpeg jpeg, int quality) {
    from = file;
    this.jpeg = jpeg;
    at = jpeg.pixelsAt();
    JpegSteps steps = JpegSteps.coarser(jpeg, quality);
    factors = new int[jpeg.components()][ENTRIES];
    for (int component = 0; component < factors.length; component++) {
      for (int i = 0; i < ENTRIES; i++) {
        int step = steps.of(component)[i];
        factors[component][i] = ((jpeg.steps(component)[i] << FRACTION) + step / 2) / step;
      }
    }
    to = Arrays.copyOf(steps.header(jpeg), Math.max(file.length / 4 * 3, 4 * BLOCK_BYTES));
    end = steps.header(jpeg).length;
  }

  /**
   * The JPEG in the steps of a quality.
   *
   * @throws NotRequantised when it is of another kind, or broken
   */
  static byte[] jpeg(byte[] file, int quality) throws NotRequantised {
    return new JpegRequantiser(file, BaselineJpeg.read(file), quality).run();
  }

  private byte[] run() throws NotRequantised {
    int side = jpeg.components() == 1 ? 8 : 16;
    int units = Math.ceilDiv(jpeg.width(), side) * Math.ceilDiv(jpeg.height(), side);
    int interval = jpeg.restartInterval() == 0 ? units : jpeg.restartInterval();
    int untilRestart = interval;
    int restarts = 0;
    for (int unit = 0; unit < units; unit++) {
      if (untilRestart-- == 0) {
        marker(0xD0 + (restarts++ & 7));
        Arrays.fill(lastRead, 0);
        untilRestart = interval - 1;
      }
      if (jpeg.components() == 1) {
        block(0);
      } else {
        for (int i = 0; i < BLOCKS_OF_LIGHT; i++) {
          block(0);
        }
        block(1);
        block(2);
      }
      if (aheadBits < madeUp) {
        throw new NotRequantised("its pixels are cut off");
      }
    }
    marker(0xD9);
    return ended();
  }

  /** Goes past a marker, which must stand where the bits read so far end. */
  private void marker(int marker) throws NotRequantised {
    boolean here = at + 1 < from.length && from[at] == (byte) 0xFF && from[at + 1] == (byte) marker;
    if (!here || aheadBits - madeUp >= Byte.SIZE) {
      throw new NotRequantised("it has no marker where one must be");
    }
    at += 2;
    ahead = 0;
    aheadBits = 0;
    madeUp = 0;
  }

  /** Reads and writes one block. The state is kept in local variables, which is twice as fast. */
  private void block(int component) throws NotRequantised {
    if (end + BLOCK_BYTES > to.length) {
      grow();
    }
    difference(component);
    HuffmanDecoder decoder = jpeg.ac(component);
    int[] numbers = decoder.numbers;
    int[] codes = (component == 0 ? HuffmanEncoder.AC_LIGHT : HuffmanEncoder.AC_COLOUR).codes;
    int[] factor = factors[component];
    long in = ahead;
    int inBits = aheadBits;
    long out = behind;
    int outBits = behindBits;
    int written = 0;
    int i = 1;
    while (i < ENTRIES) {
      if (inBits < Integer.SIZE) {
        ahead = in;
        aheadBits = inBits;
        readAhead();
        in = ahead;
        inBits = aheadBits;
      }
      int found = numbers[(int) (in >>> LOOK_SHIFT)];
      int taken;
      if (found != 0) {
        taken = found & 0xFF;
      } else {
        int symbol = decoder.symbol(in);
        int codeBits = symbol & 0xFF;
        int size = symbol >> 8 & 0xF;
        if (size > MOST_BITS) {
          throw new NotRequantised("a number is too large");
        }
        taken = codeBits + size;
        int number =
            size == 0
                ? 0
                : HuffmanDecoder.number((int) (in << codeBits >>> (Long.SIZE - size)), size);
        found = number << 16 | symbol >> 12 << 8;
      }
      in <<= taken;
      inBits -= taken;
      int number = found >> 16;
      int zeros = found >> 8 & 0xF;
      if (number == 0) {
        if (zeros != 15) {
          break;
        }
        i += 16;
        continue;
      }
      i += zeros;
      if (i >= ENTRIES) {
        throw new NotRequantised("a block has too many numbers");
      }
      int scaled = (number * factor[i] + HALF + (number >> 31)) >> FRACTION;
      if (scaled != 0) {
        int skipped = i - written - 1;
        while (skipped >= 16) {
          int code = codes[ZEROS_16];
          out = out << (code & 0xFF) | code >> 8;
          outBits += code & 0xFF;
          skipped -= 16;
          if (outBits >= Integer.SIZE) {
            outBits -= Integer.SIZE;
            write((int) (out >>> outBits));
          }
        }
        int size = SIZES[scaled < 0 ? -scaled : scaled];
        int code = codes[skipped << 4 | size];
        int bits = (scaled + (scaled >> 31)) & ((1 << size) - 1);
        int length = (code & 0xFF) + size;
        out = out << length | (long) (code >> 8) << size | bits;
        outBits += length;
        if (outBits >= Integer.SIZE) {
          outBits -= Integer.SIZE;
          write((int) (out >>> outBits));
        }
        written = i;
      }
      i++;
    }
    if (i > ENTRIES) {
      throw new NotRequantised("a block has too many zeros");
    }
    ahead = in;
    aheadBits = inBits;
    behind = out;
    behindBits = outBits;
    if (written < ENTRIES - 1) {
      put(codes[0] >> 8, codes[0] & 0xFF);
    }
  }

  /** A block's mean comes first, as the difference to that of the block before. */
  private void difference(int component) throws NotRequantised {
    readAhead();
    int symbol = jpeg.dc(component).symbol(ahead);
    int size = symbol >> 8;
    if (size > MOST_DIFFERENCE_BITS) {
      throw new NotRequantised("a difference is too large");
    }
    int codeBits = symbol & 0xFF;
    int mean = lastRead[component];
    if (size > 0) {
      int bits = (int) (ahead << codeBits >>> (Long.SIZE - size));
      mean += HuffmanDecoder.number(bits, size);
    }
    ahead <<= codeBits + size;
    aheadBits -= codeBits + size;
    if (Math.abs(mean) > MOST_MEAN) {
      throw new NotRequantised("a mean is too large");
    }
    lastRead[component] = mean;
    int scaled = (mean * factors[component][0] + HALF + (mean >> 31)) >> FRACTION;
    int difference = scaled - lastWritten[component];
    lastWritten[component] = scaled;
    int written = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(difference));
    if (written > MOST_DIFFERENCE_BITS) {
      throw new NotRequantised("a difference is too large");
    }
    int code = (component == 0 ? HuffmanEncoder.DC_LIGHT : HuffmanEncoder.DC_COLOUR).codes[written];
    put(code >> 8, code & 0xFF);
    put((difference + (difference >> 31)) & ((1 << written) - 1), written);
  }

  /** Has at least 32 bits at hand, zeros where a marker or the end stands. */
  private void readAhead() {
    if (aheadBits >= Integer.SIZE) {
      return;
    }
    if (at + Integer.BYTES <= from.length) {
      int word =
          from[at] << 24
              | (from[at + 1] & 0xFF) << 16
              | (from[at + 2] & 0xFF) << 8
              | (from[at + 3] & 0xFF);
      if (!has255(word)) {
        ahead |= (word & 0xFFFF_FFFFL) << (Integer.SIZE - aheadBits);
        aheadBits += Integer.SIZE;
        at += Integer.BYTES;
        return;
      }
    }
    while (aheadBits <= Long.SIZE - Byte.SIZE) {
      int next = at < from.length ? from[at] & 0xFF : 0xFF;
      if (next == 0xFF) {
        if (at + 1 >= from.length || from[at + 1] != 0) {
          madeUp += Byte.SIZE;
          aheadBits += Byte.SIZE;
          continue;
        }
        at++;
      }
      at++;
      ahead |= (long) next << (Long.SIZE - Byte.SIZE - aheadBits);
      aheadBits += Byte.SIZE;
    }
  }

  /** A byte of 255 is followed by a 0, so that it is no marker. */
  private static boolean has255(int word) {
    return ((~word - 0x0101_0101) & word & 0x8080_8080) != 0;
  }

  private void put(int bits, int length) {
    behind = behind << length | bits;
    behindBits += length;
    if (behindBits >= Integer.SIZE) {
      behindBits -= Integer.SIZE;
      write((int) (behind >>> behindBits));
    }
  }

  private void write(int word) {
    if (!has255(word)) {
      to[end] = (byte) (word >> 24);
      to[end + 1] = (byte) (word >> 16);
      to[end + 2] = (byte) (word >> 8);
      to[end + 3] = (byte) word;
      end += Integer.BYTES;
      return;
    }
    for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      byte next = (byte) (word >>> shift);
      to[end++] = next;
      if (next == (byte) 0xFF) {
        to[end++] = 0;
      }
    }
  }

  /** No more than a little over the file itself: larger ones were no gain. */
  private void grow() throws NotRequantised {
    int most = from.length + from.length / 8;
    if (end > most) {
      throw new NotRequantised("it would become larger");
    }
    to = Arrays.copyOf(to, Math.min(most, to.length + to.length / 4) + 4 * BLOCK_BYTES);
  }

  /** The last bits are filled up with ones. */
  private byte[] ended() throws NotRequantised {
    if (end + BLOCK_BYTES > to.length) {
      grow();
    }
    int fill = Integer.SIZE - behindBits;
    int bytes = (behindBits + Byte.SIZE - 1) / Byte.SIZE;
    int word = (int) (behind << fill | ((1L << fill) - 1));
    for (int i = 0; i < bytes; i++) {
      byte next = (byte) (word >>> (Integer.SIZE - Byte.SIZE * (i + 1)));
      to[end++] = next;
      if (next == (byte) 0xFF) {
        to[end++] = 0;
      }
    }
    to[end++] = (byte) 0xFF;
    to[end++] = (byte) 0xD9;
    return Arrays.copyOf(to, end);
  }
}
