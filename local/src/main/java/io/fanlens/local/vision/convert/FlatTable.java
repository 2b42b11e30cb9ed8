package io.fanlens.local.vision.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/** A table of a FlatBuffers file; fields are numbered as the file's schema lists them. */
record FlatTable(ByteBuffer file, int position) {

  /** The outermost table. */
  static FlatTable root(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    return new FlatTable(buffer, buffer.getInt(0));
  }

  int integer(int field, int orElse) {
    int at = at(field);
    return at == 0 ? orElse : file.getInt(at);
  }

  /** A value of one byte, such as a truth value or an enumeration. */
  int small(int field) {
    int at = at(field);
    return at == 0 ? 0 : file.get(at);
  }

  FlatTable table(int field) {
    return new FlatTable(file, target(at(field)));
  }

  List<FlatTable> tables(int field) {
    int start = start(field);
    return IntStream.range(0, count(field))
        .mapToObj(i -> new FlatTable(file, target(start + Integer.BYTES * i)))
        .toList();
  }

  int[] integers(int field) {
    int start = start(field);
    return IntStream.range(0, count(field))
        .map(i -> file.getInt(start + Integer.BYTES * i))
        .toArray();
  }

  ByteBuffer bytes(int field) {
    return file.slice(start(field), count(field)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int count(int field) {
    int at = at(field);
    return at == 0 ? 0 : file.getInt(target(at));
  }

  /** Of the elements, which follow their count. */
  private int start(int field) {
    int at = at(field);
    return at == 0 ? 0 : target(at) + Integer.BYTES;
  }

  private int target(int reference) {
    return reference + file.getInt(reference);
  }

  /** Where a field is, or 0 if the table leaves it out. */
  private int at(int field) {
    int offsets = position - file.getInt(position);
    int entry = Short.BYTES * (2 + field);
    if (entry >= file.getShort(offsets)) {
      return 0;
    }
    int offset = file.getShort(offsets + entry) & 0xffff;
    return offset == 0 ? 0 : position + offset;
  }
}
