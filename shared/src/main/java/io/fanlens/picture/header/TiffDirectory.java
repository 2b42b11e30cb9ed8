package io.fanlens.picture.header;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A directory of a TIFF, which EXIF uses too: tags with numbers. It has at most 65,535 entries of
 * which each is read once, so one that points at itself costs nothing.
 */
final class TiffDirectory {

  static final int ORIENTATION = 0x0112;

  private static final int BIG = 43;
  private static final int MOST_ENTRIES = 65_535;
  private static final int SHORT = 3;
  private static final int BYTE = 1;
  private static final int LONG8 = 16;

  /**
   * A tag's numbers.
   *
   * @param first of them, where it is at hand
   */
  private record Field(OptionalLong first, long at, long count, int bytesEach) {}

  private final Map<Integer, Field> fields = new HashMap<>();
  private final Head head;
  private final long offset;
  private long next;

  private TiffDirectory(Head head, long offset) {
    this.head = head;
    this.offset = offset;
  }

  /**
   * Reads the first directory.
   *
   * @param start of the TIFF, from which its offsets count
   */
  static TiffDirectory read(Head bytes, long start) throws EndOfHeadException {
    Head head = ordered(bytes, start);
    return read(head, start, firstOffset(head, start));
  }

  /** Reads the directory at an offset. */
  static TiffDirectory at(Head bytes, long offset) throws EndOfHeadException {
    return read(ordered(bytes, 0), 0, offset);
  }

  private static TiffDirectory read(Head head, long start, long offset) throws EndOfHeadException {
    TiffDirectory directory = new TiffDirectory(head, offset);
    directory.fill(start, head.uint16(start + 2) == BIG);
    return directory;
  }

  /** The orientation of an EXIF block, as stored where it cannot be read. */
  static Orientation orientationOf(Head exif, long start) {
    try {
      Head head = ordered(exif, start);
      TiffDirectory directory = new TiffDirectory(head, firstOffset(head, start));
      try {
        directory.fill(start, head.uint16(start + 2) == BIG);
      } catch (EndOfHeadException e) {
        // what was read up to there counts
      }
      return directory.orientation();
    } catch (EndOfHeadException e) {
      return Orientation.AS_STORED;
    }
  }

  private static Head ordered(Head bytes, long start) throws EndOfHeadException {
    return bytes.littleEndian(bytes.uint8(start) == 'I');
  }

  private static long firstOffset(Head head, long start) throws EndOfHeadException {
    return start + (head.uint16(start + 2) == BIG ? head.int64(start + 8) : head.uint32(start + 4));
  }

  private void fill(long start, boolean big) throws EndOfHeadException {
    long entries = big ? head.int64(offset) : head.uint16(offset);
    long first = offset + (big ? 8 : 2);
    int bytesEach = big ? 20 : 12;
    long read = Math.min(entries, MOST_ENTRIES);
    for (long i = 0; i < read; i++) {
      entry(first + i * bytesEach, start, big);
    }
    long last = first + Math.max(0, read) * bytesEach;
    if (last + (big ? 8 : 4) <= head.end()) {
      next = big ? head.int64(last) : head.uint32(last);
    }
  }

  private void entry(long at, long start, boolean big) throws EndOfHeadException {
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
    }
    // A list may lie further on; sizes stand in the entry itself.
    boolean atHand = value >= 0 && value + bytesEach <= head.end();
    OptionalLong number = atHand ? OptionalLong.of(number(value, bytesEach)) : OptionalLong.empty();
    fields.putIfAbsent(tag, new Field(number, value, count, bytesEach));
  }

  private long number(long at, int bytesEach) throws EndOfHeadException {
    return switch (bytesEach) {
      case 1 -> head.uint8(at);
      case 2 -> head.uint16(at);
      case 8 -> head.int64(at);
      default -> head.uint32(at);
    };
  }

  /**
   * Where the 16 low bits of a tag's first number lie; empty where it is no number of 2 or 4 bytes.
   */
  OptionalInt fieldOf(int tag) {
    Field field = fields.get(tag);
    if (field == null || field.first().isEmpty() || field.bytesEach() == 1) {
      return OptionalInt.empty();
    }
    int skipped = head.isLittleEndian() ? 0 : field.bytesEach() - 2;
    return OptionalInt.of((int) field.at() + skipped);
  }

  /** Where it lies in the file. */
  long offset() {
    return offset;
  }

  /** Where the next one lies; 0 for the last, or where that is not at hand. */
  long next() {
    return next;
  }

  /** The tag's first number. */
  long get(int tag, long otherwise) {
    Field field = fields.get(tag);
    return field == null ? otherwise : field.first().orElse(otherwise);
  }

  /** The tag's first numbers; none where the tag is missing, not at hand where they are not. */
  List<Long> all(int tag, int most) throws EndOfHeadException {
    List<Long> numbers = new ArrayList<>();
    Field field = fields.get(tag);
    for (int i = 0; field != null && i < Math.min(most, field.count()); i++) {
      numbers.add(number(field.at() + (long) i * field.bytesEach(), field.bytesEach()));
    }
    return numbers;
  }

  boolean has(int tag) {
    return fields.containsKey(tag) && fields.get(tag).first().isPresent();
  }

  /** As stored where the tag is missing or out of its range. */
  Orientation orientation() {
    long tag = get(ORIENTATION, 1);
    return tag >= 1 && tag <= 8 ? new Orientation((int) tag) : Orientation.AS_STORED;
  }
}
