package io.fanlens.picture;

import java.util.Arrays;

/**
 * A JPEG's Huffman table, laid out for reading: most symbols, together with the number that follows
 * them, take one look into a table of 1,024 entries.
 */
final class HuffmanDecoder {

  /** Bits that one look takes in. */
  static final int LOOK = 10;

  private static final int LONGEST = 16;

  /**
   * By the next {@link #LOOK} bits: number, zeros before it, and bits taken by both; 0 where they
   * take more bits. A number of 0 ends a block, or stands for 16 zeros.
   */
  final int[] numbers = new int[1 << LOOK];

  /** By the next {@link #LOOK} bits: symbol and bits of its code; 0 where it is longer. */
  private final int[] codes = new int[1 << LOOK];

  /** By length: behind the last code, shifted to 16 bits. */
  private final int[] ends = new int[LONGEST + 1];

  /** By length: from a code to its symbol's index. */
  private final int[] offsets = new int[LONGEST + 1];

  private final byte[] symbols;

  private HuffmanDecoder(byte[] symbols) {
    this.symbols = symbols;
  }

  /**
   * A table as a file has it.
   *
   * @param counts of codes of 1 to 16 bits
   * @param symbols in the order of their codes
   * @throws NotRequantised when there cannot be such codes
   */
  static HuffmanDecoder of(int[] counts, byte[] symbols) throws NotRequantised {
    HuffmanDecoder table = new HuffmanDecoder(symbols);
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      table.offsets[length] = index - code;
      for (int i = 0; i < counts[length - 1]; i++, code++, index++) {
        if (length <= LOOK) {
          int from = code << (LOOK - length);
          int to = (code + 1) << (LOOK - length);
          if (to > 1 << LOOK) {
            throw new NotRequantised("a Huffman table has too many codes");
          }
          Arrays.fill(table.codes, from, to, (symbols[index] & 0xFF) << 8 | length);
        }
      }
      if (code > 1 << length) {
        throw new NotRequantised("a Huffman table has too many codes");
      }
      table.ends[length] = code << (LONGEST - length);
      code <<= 1;
    }
    table.join();
    return table;
  }

  private void join() {
    for (int bits = 0; bits < numbers.length; bits++) {
      int length = codes[bits] & 0xFF;
      int size = codes[bits] >> 8 & 0xF;
      int zeros = codes[bits] >> 12;
      if (length > 0 && length + size <= LOOK) {
        int number = number(bits >> (LOOK - length - size) & ((1 << size) - 1), size);
        numbers[bits] = number << 16 | zeros << 8 | (length + size);
      }
    }
  }

  /**
   * The next symbol, shifted by 8, and how many bits its code has.
   *
   * @param next the bits to come, at the upper end
   */
  int symbol(long next) throws NotRequantised {
    int found = codes[(int) (next >>> (Long.SIZE - LOOK))];
    if (found != 0) {
      return found;
    }
    int bits = (int) (next >>> (Long.SIZE - LONGEST));
    for (int length = LOOK + 1; length <= LONGEST; length++) {
      if (bits < ends[length]) {
        int index = (bits >> (LONGEST - length)) + offsets[length];
        return (symbols[index] & 0xFF) << 8 | length;
      }
    }
    throw new NotRequantised("its pixels have a code that stands in no table");
  }

  /** The number of a size that these bits stand for: the lower half is negative. */
  static int number(int bits, int size) {
    return size == 0 || bits >= 1 << (size - 1) ? bits : bits - (1 << size) + 1;
  }
}
