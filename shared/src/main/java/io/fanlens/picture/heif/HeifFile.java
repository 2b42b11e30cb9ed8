package io.fanlens.picture.heif;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.Size;
import io.fanlens.picture.header.Head;
import io.fanlens.picture.header.HeadEnds;
import io.fanlens.picture.header.IsoBoxes;
import io.fanlens.picture.header.IsoBoxes.Box;
import io.fanlens.picture.header.Orientation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a HEIC file consists of: a picture coded as one piece or as a grid of tiles, perhaps a
 * second one that says how opaque it is, and how both are cropped, turned and coloured. Nothing is
 * decoded here. A phone's 12 Mpx are 48 tiles of 512 x 512 px.
 */
final class HeifFile {

  /** The largest phones' pictures have some 200. */
  private static final int MOST_TILES = 1_024;

  private static final int MOST_BOXES = 4_096;

  /** Of all items together: an extent may take no byte at all in the table that lists it. */
  private static final int MOST_EXTENTS = 65_536;

  private static final String ALPHA = "urn:mpeg:hevc:2015:auxid:1";
  private static final String ALPHA_AS_WELL = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

  /**
   * Pixels that are coded by themselves.
   *
   * @param size of the whole, as stored
   * @param columns of the grid
   * @param tiles row by row, each a HEVC stream with start codes
   */
  record Coded(Size size, int columns, List<byte[]> tiles) {

    int rows() {
      return tiles.size() / columns;
    }
  }

  /** Where its bytes lie. */
  private record Extent(long at, long length) {}

  private final byte[] file;
  private final Head head;
  private final IsoBoxes iso;
  private final List<Box> meta;
  private final Box properties;
  private final List<Box> allProperties;
  private final Map<Long, String> types = new HashMap<>();
  private final Map<Long, List<Extent>> extents = new HashMap<>();
  private final long primary;

  /** Of all items together; more than the file has can only be the same bytes again. */
  private long bytesLeft;

  private HeifFile(byte[] file) throws HeadEnds, BadPictureException {
    this.file = file;
    this.bytesLeft = file.length;
    head = Head.of(file);
    iso = new IsoBoxes(head, PictureFormat.HEIC);
    Box box = iso.find(0, file.length, "meta");
    meta = iso.boxes(box.content() + 4, box.end());
    primary = iso.primaryItem(box);
    properties = iso.first(meta, "iprp");
    Box container = iso.find(properties.content(), properties.end(), "ipco");
    allProperties = iso.boxes(container.content(), container.end());
    readTypes(iso.first(meta, "iinf"));
    readExtents(iso.first(meta, "iloc"));
  }

  /**
   * @throws IOException when its structure is broken, or none that is known here
   */
  static HeifFile read(byte[] file) throws IOException {
    try {
      return new HeifFile(file);
    } catch (HeadEnds e) {
      throw new IOException("its structure is cut off", e);
    } catch (BadPictureException e) {
      throw new IOException("its structure is broken", e);
    }
  }

  Coded picture() throws IOException {
    return guarded(() -> coded(primary, true));
  }

  /** How opaque the picture is, as grey. */
  Optional<Coded> alpha() throws IOException {
    return guarded(
        () -> {
          for (long item : referring("auxl", primary)) {
            if (isAlpha(item)) {
              return Optional.of(coded(item, true));
            }
          }
          return Optional.empty();
        });
  }

  Orientation orientation() throws IOException {
    return guarded(() -> iso.orientation(own(primary)));
  }

  /** The part that is to be seen, where the coded picture has more: x, y, width, height. */
  Optional<int[]> crop(Size coded) throws IOException {
    return guarded(
        () -> {
          for (Box box : own(primary)) {
            if (box.name().equals("clap")) {
              long at = box.content();
              int width = (int) ratio(at);
              int height = (int) ratio(at + 8);
              int x = (int) Math.round((coded.width() - width) / 2.0 + ratio(at + 16));
              int y = (int) Math.round((coded.height() - height) / 2.0 + ratio(at + 24));
              if (width < 1
                  || height < 1
                  || x < 0
                  || y < 0
                  || (long) x + width > coded.width()
                  || (long) y + height > coded.height()) {
                throw new IOException("it is cropped outside itself");
              }
              return Optional.of(new int[] {x, y, width, height});
            }
          }
          return Optional.empty();
        });
  }

  Optional<byte[]> profile() throws IOException {
    return guarded(
        () -> {
          for (Box box : own(primary)) {
            boolean icc = head.has(box.content(), "prof") || head.has(box.content(), "rICC");
            if (box.name().equals("colr") && icc) {
              return Optional.of(slice(box.content() + 4, box.end() - box.content() - 4));
            }
          }
          return Optional.empty();
        });
  }

  /** Matrix coefficients and 1 for full range, where the file and not the stream says so. */
  Optional<int[]> matrixAndRange() throws IOException {
    return guarded(
        () -> {
          for (Box box : own(primary)) {
            if (box.name().equals("colr") && head.has(box.content(), "nclx")) {
              return Optional.of(
                  new int[] {
                    head.uint16(box.content() + 8), head.uint8(box.content() + 10) >> 7,
                  });
            }
          }
          return Optional.empty();
        });
  }

  private Coded coded(long item, boolean gridAllowed)
      throws HeadEnds, BadPictureException, IOException {
    String type = types.getOrDefault(item, "none");
    if (type.equals("grid") && gridAllowed) {
      return grid(item);
    }
    if (!type.equals("hvc1")) {
      throw new IOException("its picture is of the kind '%s', which is not known".formatted(type));
    }
    Box size = iso.first(own(item), "ispe");
    return new Coded(
        size(head.uint32(size.content() + 4), head.uint32(size.content() + 8)),
        1,
        List.of(stream(item)));
  }

  private Coded grid(long item) throws HeadEnds, BadPictureException, IOException {
    byte[] said = data(item);
    Head grid = Head.of(said);
    boolean large = (grid.uint8(1) & 1) == 1;
    int rows = grid.uint8(2) + 1;
    int columns = grid.uint8(3) + 1;
    long width = large ? grid.uint32(4) : grid.uint16(4);
    long height = large ? grid.uint32(8) : grid.uint16(6);
    List<Long> items = referred("dimg", item);
    if (items.size() != rows * columns || items.size() > MOST_TILES) {
      throw new IOException(
          "its grid is %d x %d and has %d tiles".formatted(columns, rows, items.size()));
    }
    List<byte[]> tiles = new ArrayList<>();
    for (long tile : items) {
      tiles.addAll(coded(tile, false).tiles());
    }
    return new Coded(size(width, height), columns, tiles);
  }

  private static Size size(long width, long height) throws IOException {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new IOException("it says that it is %d x %d px".formatted(width, height));
    }
    return new Size((int) width, (int) height);
  }

  /** The item's parameter sets and slices, each after a start code. */
  private byte[] stream(long item) throws HeadEnds, BadPictureException, IOException {
    Box settings = iso.first(own(item), "hvcC");
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    long at = settings.content() + 21;
    int lengthBytes = (head.uint8(at) & 3) + 1;
    int arrays = head.uint8(at + 1);
    at += 2;
    for (int i = 0; i < arrays; i++) {
      int units = head.uint16(at + 1);
      at += 3;
      for (int j = 0; j < units; j++) {
        int length = head.uint16(at);
        if (at + 2 + length > settings.end()) {
          throw new IOException("its parameter sets are cut off");
        }
        unit(stream, slice(at + 2, length), 0, length);
        at += 2 + length;
      }
    }
    byte[] data = data(item);
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
      unit(stream, data, (int) from, (int) length);
      from += length;
    }
    return stream.toByteArray();
  }

  private static void unit(ByteArrayOutputStream stream, byte[] from, int at, int length) {
    stream.writeBytes(new byte[] {0, 0, 0, 1});
    stream.write(from, at, length);
  }

  private byte[] data(long item) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Extent extent : extents.getOrDefault(item, List.of())) {
      bytes.writeBytes(slice(extent.at(), extent.length()));
    }
    return bytes.toByteArray();
  }

  private byte[] slice(long at, long length) throws IOException {
    if (at < 0 || length < 0 || length > file.length - at) {
      throw new IOException("it refers to bytes after its end");
    }
    bytesLeft -= length;
    if (bytesLeft < -file.length) {
      throw new IOException("it refers to the same bytes again and again");
    }
    byte[] slice = new byte[(int) length];
    System.arraycopy(file, (int) at, slice, 0, (int) length);
    return slice;
  }

  private List<Box> own(long item) throws HeadEnds, BadPictureException {
    return iso.ownProperties(properties, item, allProperties);
  }

  private boolean isAlpha(long item) throws HeadEnds, BadPictureException {
    for (Box box : own(item)) {
      if (box.name().equals("auxC")
          && (head.has(box.content() + 4, ALPHA) || head.has(box.content() + 4, ALPHA_AS_WELL))) {
        return true;
      }
    }
    return false;
  }

  private List<Long> referred(String kind, long from) throws HeadEnds, BadPictureException {
    List<Long> all = new ArrayList<>();
    references(kind, (item, to) -> all.addAll(item == from ? to : List.of()));
    return all;
  }

  private List<Long> referring(String kind, long to) throws HeadEnds, BadPictureException {
    List<Long> all = new ArrayList<>();
    references(kind, (item, items) -> all.addAll(items.contains(to) ? List.of(item) : List.of()));
    return all;
  }

  @FunctionalInterface
  private interface Reference {
    void found(long from, List<Long> to);
  }

  private void references(String kind, Reference reference) throws HeadEnds, BadPictureException {
    for (Box iref : meta) {
      if (!iref.name().equals("iref")) {
        continue;
      }
      int idBytes = head.uint8(iref.content()) == 0 ? 2 : 4;
      for (Box box : iso.boxes(iref.content() + 4, iref.end())) {
        if (box.name().equals(kind)) {
          long at = box.content();
          int count = head.uint16(at + idBytes);
          List<Long> to = new ArrayList<>();
          for (int i = 0; i < Math.min(count, MOST_TILES); i++) {
            to.add(head.number(at + idBytes + 2 + (long) i * idBytes, idBytes));
          }
          reference.found(head.number(at, idBytes), to);
        }
      }
    }
  }

  private void readTypes(Box iinf) throws HeadEnds, BadPictureException {
    boolean old = head.uint8(iinf.content()) == 0;
    for (Box box : iso.boxes(iinf.content() + (old ? 6 : 8), iinf.end())) {
      int version = head.uint8(box.content());
      if (box.name().equals("infe") && version >= 2) {
        int idBytes = version == 2 ? 2 : 4;
        StringBuilder type = new StringBuilder(4);
        for (int i = 0; i < 4; i++) {
          type.append((char) head.uint8(box.content() + 4 + idBytes + 2 + i));
        }
        types.put(head.number(box.content() + 4, idBytes), type.toString());
      }
    }
  }

  private void readExtents(Box iloc) throws HeadEnds, BadPictureException {
    int version = head.uint8(iloc.content());
    long at = iloc.content() + 4;
    int offsetBytes = head.uint8(at) >> 4;
    int lengthBytes = head.uint8(at) & 15;
    int baseBytes = head.uint8(at + 1) >> 4;
    int indexBytes = version == 0 ? 0 : head.uint8(at + 1) & 15;
    int idBytes = version < 2 ? 2 : 4;
    long items = Math.min(MOST_BOXES, head.number(at + 2, idBytes));
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

  private double ratio(long at) throws HeadEnds {
    return (double) (int) head.uint32(at) / Math.max(1, head.uint32(at + 4));
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read() throws HeadEnds, BadPictureException, IOException;
  }

  private static <T> T guarded(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (HeadEnds e) {
      throw new IOException("its structure is cut off", e);
    } catch (BadPictureException e) {
      throw new IOException("its structure is broken", e);
    }
  }
}
