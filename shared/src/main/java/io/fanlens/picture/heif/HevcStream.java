package io.fanlens.picture.heif;

import io.fanlens.picture.header.EndOfHeadException;
import io.fanlens.picture.header.Head;
import io.fanlens.picture.header.IsoBoxes.Box;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * A HEVC stream as decoders take it: the parameter sets that the box {@code hvcC} holds, then an
 * item's slices, each after a start code in place of its length.
 */
final class HevcStream {

  private static final byte[] START_CODE = {0, 0, 0, 1};

  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

  private HevcStream() {}

  static byte[] of(Head head, Box hvcC, ItemData data, long item)
      throws EndOfHeadException, IOException {
    HevcStream stream = new HevcStream();
    long at = hvcC.content() + 21;
    int lengthBytes = (head.uint8(at) & 3) + 1;
    stream.parameterSets(head, at + 1, hvcC.end(), data);
    stream.slices(data.of(item), lengthBytes);
    return stream.stream.toByteArray();
  }

  private void parameterSets(Head head, long from, long end, ItemData data)
      throws EndOfHeadException, IOException {
    int arrays = head.uint8(from);
    long at = from + 1;
    for (int i = 0; i < arrays; i++) {
      int units = head.uint16(at + 1);
      at += 3;
      for (int j = 0; j < units; j++) {
        int length = head.uint16(at);
        if (at + 2 + length > end) {
          throw new IOException("its parameter sets are cut off");
        }
        unit(data.slice(at + 2, length), 0, length);
        at += 2 + length;
      }
    }
  }

  private void slices(byte[] data, int lengthBytes) throws EndOfHeadException, IOException {
    Head units = Head.of(data);
    for (long from = 0; from < data.length; ) {
      long length = 0;
      for (int i = 0; i < lengthBytes; i++) {
        length = length << 8 | units.uint8(from + i);
      }
      from += lengthBytes;
      if (length > data.length - from) {
        throw new IOException("a tile of it is cut off");
      }
      unit(data, (int) from, (int) length);
      from += length;
    }
  }

  private void unit(byte[] from, int at, int length) {
    stream.writeBytes(START_CODE);
    stream.write(from, at, length);
  }
}
