package io.fanlens.picture.heif;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.header.EndOfHeadException;
import io.fanlens.picture.header.Head;
import io.fanlens.picture.header.IsoBoxes;
import io.fanlens.picture.header.IsoBoxes.Box;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of each item of a HEIC, which the box {@code iloc} lists in pieces. All that is read of
 * a file is at most twice its length, however often its tables name the same bytes.
 */
final class ItemData {

  private static final int MOST_ITEMS = 4_096;

  /** Of all items together: an extent may take no byte at all in the table that lists it. */
  private static final int MOST_EXTENTS = 65_536;

  /** A piece of an item. */
  private record Extent(long at, long length) {}

  private final byte[] file;
  private final Map<Long, List<Extent>> extents = new HashMap<>();
  private long bytesLeft;

  ItemData(byte[] file, IsoBoxes iso, List<Box> meta)
      throws EndOfHeadException, BadPictureException {
    this.file = file;
    bytesLeft = 2L * file.length;
    read(Head.of(file), iso, meta);
  }

  private void read(Head head, IsoBoxes iso, List<Box> meta)
      throws EndOfHeadException, BadPictureException {
    Box iloc = iso.first(meta, "iloc");
    int version = head.uint8(iloc.content());
    long at = iloc.content() + 4;
    int offsetBytes = head.uint8(at) >> 4;
    int lengthBytes = head.uint8(at) & 15;
    int baseBytes = head.uint8(at + 1) >> 4;
    int indexBytes = version == 0 ? 0 : head.uint8(at + 1) & 15;
    int idBytes = version < 2 ? 2 : 4;
    long items = Math.min(MOST_ITEMS, head.number(at + 2, idBytes));
    at += 2 + idBytes;
    int all = 0;
    for (long i = 0; i < items; i++) {
      long item = head.number(at, idBytes);
      at += idBytes;
      boolean inMeta = version > 0 && (head.uint16(at) & 15) == 1;
      at += version > 0 ? 4 : 2;
      long base = head.number(at, baseBytes) + (inMeta ? iso.first(meta, "idat").content() : 0);
      at += baseBytes;
      int count = head.uint16(at);
      at += 2;
      all += count;
      if (all > MOST_EXTENTS) {
        throw BadPictureException.broken(
            PictureFormat.HEIC, "has its picture in over %d pieces".formatted(MOST_EXTENTS));
      }
      List<Extent> own = new ArrayList<>();
      for (int j = 0; j < count; j++) {
        at += indexBytes;
        long offset = head.number(at, offsetBytes);
        own.add(new Extent(base + offset, head.number(at + offsetBytes, lengthBytes)));
        at += offsetBytes + lengthBytes;
      }
      extents.put(item, own);
    }
  }

  byte[] of(long item) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Extent extent : extents.getOrDefault(item, List.of())) {
      bytes.writeBytes(slice(extent.at(), extent.length()));
    }
    return bytes.toByteArray();
  }

  byte[] slice(long at, long length) throws IOException {
    if (at < 0 || length < 0 || length > file.length - at) {
      throw new IOException("it refers to bytes after its end");
    }
    bytesLeft -= length;
    if (bytesLeft < 0) {
      throw new IOException("it refers to the same bytes again and again");
    }
    return Arrays.copyOfRange(file, (int) at, (int) (at + length));
  }
}
