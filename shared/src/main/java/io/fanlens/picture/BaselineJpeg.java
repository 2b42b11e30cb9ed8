package io.fanlens.picture;

import java.util.Arrays;

/**
 * What a baseline JPEG in grey or 4:2:0 says before its pixels: sizes and tables. All other kinds
 * are refused, as is whatever is odd: they go the usual way.
 */
final class BaselineJpeg {

  private static final int START = 0xFFD8;
  private static final int FRAME = 0xC0;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int SCAN = 0xDA;
  private static final int QUANTISATION_TABLES = 0xDB;
  private static final int RESTART_INTERVAL = 0xDD;
  private static final int FIRST_APP = 0xE0;
  private static final int ADOBE = 0xEE;
  private static final int LAST_APP = 0xEF;
  private static final int COMMENT = 0xFE;
  private static final int MOST_SEGMENTS = 4_096;
  private static final int ENTRIES = 64;
  private static final int TABLES = 4;

  private final Head head;
  private final int[][] quantisation = new int[TABLES][];
  private final HuffmanDecoder[] dc = new HuffmanDecoder[TABLES];
  private final HuffmanDecoder[] ac = new HuffmanDecoder[TABLES];
  private int width;
  private int height;
  private int restartInterval;
  private int[] tableOf = {};
  private int[] codesOf = {};
  private int pixelsAt;

  private BaselineJpeg(byte[] file) {
    head = Head.of(file);
  }

  static BaselineJpeg read(byte[] file) throws NotRequantised {
    BaselineJpeg jpeg = new BaselineJpeg(file);
    try {
      jpeg.walk();
      return jpeg;
    } catch (HeadEnds e) {
      throw new NotRequantised("it ends before its pixels");
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** One of light, or three of which the second and third are colours in half size. */
  int components() {
    return tableOf.length;
  }

  /** Px of a unit's side, which has a block or more of each component. */
  int unit() {
    return components() == 1 ? 8 : 16;
  }

  /** A component's blocks along a unit's side. */
  int blocks(int component) {
    return components() == 3 && component == 0 ? 2 : 1;
  }

  /** Steps in zigzag order. */
  int[] steps(int component) {
    return quantisation[tableOf[component]];
  }

  HuffmanDecoder dc(int component) {
    return dc[codesOf[component] >> 4];
  }

  HuffmanDecoder ac(int component) {
    return ac[codesOf[component] & 0xF];
  }

  /** In units of all components; 0 for none. */
  int restartInterval() {
    return restartInterval;
  }

  /** Where the coded pixels begin. */
  int pixelsAt() {
    return pixelsAt;
  }

  private void walk() throws HeadEnds, NotRequantised {
    check(head.uint16(0) == START, "it has no beginning");
    long at = 2;
    for (int segment = 0; segment < MOST_SEGMENTS; segment++) {
      check(head.uint8(at) == 0xFF, "a segment is missing");
      int marker = head.uint8(at + 1);
      int length = head.uint16(at + 2);
      check(length >= 2, "a segment is too short");
      long from = at + 4;
      long to = at + 2 + length;
      switch (marker) {
        case FRAME -> frame(from);
        case HUFFMAN_TABLES -> huffmanTables(from, to);
        case QUANTISATION_TABLES -> quantisationTables(from, to);
        case RESTART_INTERVAL -> restartInterval = head.uint16(from);
        case ADOBE ->
            check(!head.has(from, "Adobe") || head.uint8(from + 11) == 1, "it is not YCbCr");
        case SCAN -> {
          scan(from);
          pixelsAt = Math.toIntExact(to);
          return;
        }
        default ->
            check(
                (marker >= FIRST_APP && marker <= LAST_APP) || marker == COMMENT,
                "it is not baseline");
      }
      at = to;
    }
    throw new NotRequantised("it has too many segments");
  }

  private void frame(long at) throws HeadEnds, NotRequantised {
    check(tableOf.length == 0, "it has two frames");
    check(head.uint8(at) == 8, "it has not 8 bits");
    height = head.uint16(at + 1);
    width = head.uint16(at + 3);
    check(width > 0 && height > 0, "it has no size");
    int components = head.uint8(at + 5);
    check(components == 1 || components == 3, "it has neither one nor three components");
    tableOf = new int[components];
    for (int i = 0; i < components; i++) {
      long component = at + 6 + 3L * i;
      check(head.uint8(component) == i + 1, "its components have other names");
      int sampling = head.uint8(component + 1);
      check(components == 1 || sampling == (i == 0 ? 0x22 : 0x11), "it is not 4:2:0");
      tableOf[i] = head.uint8(component + 2);
      check(tableOf[i] < TABLES, "it names a table that cannot be");
    }
  }

  private void huffmanTables(long from, long to) throws HeadEnds, NotRequantised {
    long at = from;
    while (at < to) {
      int name = head.uint8(at);
      check((name & 0xF) < TABLES && name >> 4 < 2, "it names a table that cannot be");
      int[] counts = new int[16];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = head.uint8(at + 1 + i);
      }
      byte[] symbols = new byte[Arrays.stream(counts).sum()];
      check(symbols.length <= 256, "a Huffman table has too many codes");
      for (int i = 0; i < symbols.length; i++) {
        symbols[i] = (byte) head.uint8(at + 17 + i);
      }
      (name >> 4 == 0 ? dc : ac)[name & 0xF] = HuffmanDecoder.of(counts, symbols);
      at += 17 + symbols.length;
    }
    check(at == to, "a table does not fit its segment");
  }

  private void quantisationTables(long from, long to) throws HeadEnds, NotRequantised {
    long at = from;
    while (at < to) {
      int name = head.uint8(at);
      check(name < TABLES, "its steps are not of 8 bits");
      int[] steps = new int[ENTRIES];
      for (int i = 0; i < ENTRIES; i++) {
        steps[i] = head.uint8(at + 1 + i);
        check(steps[i] > 0, "a step is 0");
      }
      quantisation[name] = steps;
      at += 1 + ENTRIES;
    }
    check(at == to, "a table does not fit its segment");
  }

  private void scan(long at) throws HeadEnds, NotRequantised {
    int components = components();
    check(components > 0 && head.uint8(at) == components, "it has more scans than one");
    codesOf = new int[components];
    for (int i = 0; i < components; i++) {
      check(head.uint8(at + 1 + 2L * i) == i + 1, "its scan has another order");
      codesOf[i] = head.uint8(at + 2 + 2L * i);
      check(codesOf[i] >> 4 < TABLES && (codesOf[i] & 0xF) < TABLES, "it names no table");
      boolean complete = dc(i) != null && ac(i) != null && steps(i) != null;
      check(complete, "it lacks a table");
    }
    long end = at + 1 + 2L * components;
    boolean whole = head.uint8(end) == 0 && head.uint8(end + 1) == 63 && head.uint8(end + 2) == 0;
    check(whole, "its scan is a part");
  }

  private static void check(boolean holds, String otherwise) throws NotRequantised {
    if (!holds) {
      throw new NotRequantised(otherwise);
    }
  }
}
