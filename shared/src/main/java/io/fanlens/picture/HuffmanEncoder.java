package io.fanlens.picture;

import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** The JPEG standard's own Huffman tables, laid out for writing. */
final class HuffmanEncoder {

  static final HuffmanEncoder DC_LIGHT = new HuffmanEncoder(JPEGHuffmanTable.StdDCLuminance);
  static final HuffmanEncoder DC_COLOUR = new HuffmanEncoder(JPEGHuffmanTable.StdDCChrominance);
  static final HuffmanEncoder AC_LIGHT = new HuffmanEncoder(JPEGHuffmanTable.StdACLuminance);
  static final HuffmanEncoder AC_COLOUR = new HuffmanEncoder(JPEGHuffmanTable.StdACChrominance);

  /** By symbol: its code, shifted by 8, and the code's length. */
  final int[] codes = new int[256];

  private final short[] lengths;
  private final short[] values;

  private HuffmanEncoder(JPEGHuffmanTable table) {
    lengths = table.getLengths();
    values = table.getValues();
    int code = 0;
    int index = 0;
    for (int length = 1; length <= lengths.length; length++) {
      for (int i = 0; i < lengths[length - 1]; i++, code++, index++) {
        codes[values[index]] = code << 8 | length;
      }
      code <<= 1;
    }
  }

  /** The table as a file has it: 16 counts, then the symbols. */
  byte[] bytes() {
    byte[] bytes = new byte[16 + values.length];
    for (int i = 0; i < lengths.length; i++) {
      bytes[i] = (byte) lengths[i];
    }
    for (int i = 0; i < values.length; i++) {
      bytes[16 + i] = (byte) values[i];
    }
    return bytes;
  }
}
