package io.fanlens.picture.header;

import java.util.HashMap;
import java.util.Map;

/**
 * The first directory of a TIFF, which EXIF uses too: tags with numbers. It has at most 65,535
 * entries of which each is read once, so one that points at itself costs nothing.
 */
final class TiffDirectory {

  static final int ORIENTATION = 0x0112;

  private static final int BIG = 43;
  private static final int MOST_ENTRIES = 65_535;
  private static final int SHORT = 3;
  private static final int BYTE = 1;
  private static final int LONG8 = 16;

  private final Map<Integer, Long> values = new HashMap<>();

  private TiffDirectory() {}

  /**
   * Reads the directory.
   *
   * @param start of the TIFF, from which its offsets count
   */
  static TiffDirectory read(Head bytes, long start) throws EndOfHeadException {
    TiffDirectory directory = new TiffDirectory();
    directory.fill(bytes.littleEndian(bytes.uint8(start) == 'I'), start);
    return directory;
  }

  /** The orientation of an EXIF block, as stored where it cannot be read. */
  static Orientation orientationOf(Head exif, long start) {
    TiffDirectory directory = new TiffDirectory();
    try {
      directory.fill(exif.littleEndian(exif.uint8(start) == 'I'), start);
    } catch (EndOfHeadException e) {
      // what was read up to there counts
    }
    return directory.orientation();
  }

  private void fill(Head head, long start) throws EndOfHeadException {
    boolean big = head.uint16(start + 2) == BIG;
    long directory = start + (big ? head.int64(start + 8) : head.uint32(start + 4));
    long entries = big ? head.int64(directory) : head.uint16(directory);
    long first = directory + (big ? 8 : 2);
    for (long i = 0; i < Math.min(entries, MOST_ENTRIES); i++) {
      entry(head, first + i * (big ? 20 : 12), start, big);
    }
  }

  private void entry(Head head, long at, long start, boolean big) throws EndOfHeadException {
    int tag = head.uint16(at);
    int type = head.uint16(at + 2);
    long count = big ? head.int64(at + 4) : head.uint32(at + 4);
    long value = at + (big ? 12 : 8);
    int bytesEach = type == SHORT ? 2 : type == BYTE ? 1 : type == LONG8 ? 8 : 4;
    if (count < 1) {
      return;
    }
    if (count > (big ? 8 : 4) / bytesEach) {
      value = start + (big ? head.int64(value) : head.uint32(value));
      if (value < 0 || value + bytesEach > head.end()) {
        return; // such a value may be further on; only the sizes are needed, and they fit here
      }
    }
    long number =
        switch (bytesEach) {
          case 1 -> head.uint8(value);
          case 2 -> head.uint16(value);
          case 8 -> head.int64(value);
          default -> head.uint32(value);
        };
    values.putIfAbsent(tag, number);
  }

  /** The tag's first number. */
  long get(int tag, long otherwise) {
    return values.getOrDefault(tag, otherwise);
  }

  boolean has(int tag) {
    return values.containsKey(tag);
  }

  /** As stored where the tag is missing or out of its range. */
  Orientation orientation() {
    long tag = get(ORIENTATION, 1);
    return tag >= 1 && tag <= 8 ? new Orientation((int) tag) : Orientation.AS_STORED;
  }
}
