package io.fanlens.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads AVIF and HEIC, which are boxes in boxes: {@code meta} names the primary item and its
 * properties, of which {@code ispe} is the size and {@code irot} a turn (mirroring is left to the
 * decoder, since it does not change the size).
 */
final class IsoHeader {

  private static final int MOST_BOXES = 512;
  private static final int MOST_ITEMS = 4_096;

  /** Anticlockwise quarters of a turn as EXIF orientations. */
  private static final int[] TURNS = {1, 8, 3, 6};

  /** A box: its name's offset, its content and end. */
  private record Box(String name, long content, long end) {}

  private final Head head;
  private final PictureFormat format;

  private IsoHeader(Head head, PictureFormat format) {
    this.head = head;
    this.format = format;
  }

  static PictureHeader read(Head head, PictureFormat format) throws HeadEnds, BadPictureException {
    return new IsoHeader(head, format).read();
  }

  private PictureHeader read() throws HeadEnds, BadPictureException {
    Box meta = find(0, Long.MAX_VALUE, "meta");
    long primary = primaryItem(meta);
    Box properties = find(meta.content() + 4, meta.end(), "iprp");
    Box container = find(properties.content(), properties.end(), "ipco");
    List<Box> all = boxes(container.content(), container.end());
    List<Box> own = ownProperties(properties, primary, all);
    Box size = first(own.isEmpty() ? all : own, "ispe");
    int bits = 0;
    Orientation orientation = Orientation.AS_STORED;
    for (Box box : own) {
      if (box.name().equals("irot")) {
        orientation = new Orientation(TURNS[head.uint8(box.content()) & 3]);
      } else if (box.name().equals("pixi")) {
        bits = head.uint8(box.content() + 5);
      }
    }
    return PictureHeader.of(
        format,
        head.uint32(size.content() + 4),
        head.uint32(size.content() + 8),
        orientation,
        Math.min(64, bits),
        ColourModel.UNKNOWN);
  }

  private long primaryItem(Box meta) throws HeadEnds, BadPictureException {
    Box box = find(meta.content() + 4, meta.end(), "pitm");
    return head.uint8(box.content()) == 0
        ? head.uint16(box.content() + 4)
        : head.uint32(box.content() + 4);
  }

  /** By the item-property association box: for each item a list of numbers into the container. */
  private List<Box> ownProperties(Box properties, long item, List<Box> all)
      throws HeadEnds, BadPictureException {
    Box box = find(properties.content(), properties.end(), "ipma");
    boolean longIds = head.uint8(box.content()) > 0;
    boolean longNumbers = (head.uint8(box.content() + 3) & 1) == 1;
    long items = Math.min(MOST_ITEMS, head.uint32(box.content() + 4));
    long at = box.content() + 8;
    List<Box> own = new ArrayList<>();
    for (long i = 0; i < items && at < box.end(); i++) {
      long id = longIds ? head.uint32(at) : head.uint16(at);
      at += longIds ? 4 : 2;
      int count = head.uint8(at++);
      for (int j = 0; j < count; j++) {
        int number = longNumbers ? head.uint16(at) & 0x7FFF : head.uint8(at) & 0x7F;
        at += longNumbers ? 2 : 1;
        if (id == item && number >= 1 && number <= all.size()) {
          own.add(all.get(number - 1));
        }
      }
    }
    return own;
  }

  private Box first(List<Box> boxes, String name) throws BadPictureException {
    return boxes.stream()
        .filter(box -> box.name().equals(name))
        .findFirst()
        .orElseThrow(() -> missing(name));
  }

  private BadPictureException missing(String name) {
    return PictureHeader.broken(format, "has no box '%s', which tells its size".formatted(name));
  }

  /** Looks at boxes up to the one that is wanted, so that the rest need not be at hand. */
  private Box find(long from, long to, String name) throws HeadEnds, BadPictureException {
    long at = from;
    for (int i = 0; i < MOST_BOXES && at + 8 <= to; i++) {
      Box box = box(at, to);
      if (box.name().equals(name)) {
        return box;
      }
      at = box.end();
    }
    throw missing(name);
  }

  private List<Box> boxes(long from, long to) throws HeadEnds, BadPictureException {
    List<Box> boxes = new ArrayList<>();
    long at = from;
    while (boxes.size() < MOST_BOXES && at + 8 <= to) {
      Box box = box(at, to);
      boxes.add(box);
      at = box.end();
    }
    return boxes;
  }

  private Box box(long at, long limit) throws HeadEnds, BadPictureException {
    long length = head.uint32(at);
    int header = 8;
    if (length == 1) {
      length = head.int64(at + 8);
      header = 16;
    } else if (length == 0) {
      length = limit - at;
    }
    if (length < header || length > limit - at) {
      throw PictureHeader.broken(format, "has a box of %d bytes".formatted(length));
    }
    StringBuilder name = new StringBuilder(4);
    for (int i = 4; i < 8; i++) {
      name.append((char) head.uint8(at + i));
    }
    return new Box(name.toString(), at + header, at + length);
  }
}
