package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * The boxes that AVIF and HEIC consist of, each with a length and a name of four letters, and the
 * two of them that lead to everything else: which item is the picture, and which properties it has.
 */
public final class IsoBoxes {

  private static final int MOST_BOXES = 4_096;
  private static final int MOST_ITEMS = 4_096;

  /** Anticlockwise quarters of a turn as EXIF orientations. */
  private static final int[] TURNS = {1, 8, 3, 6};

  /** Top for bottom, and left for right. */
  private static final int[] MIRRORS = {4, 2};

  /** A box: its name, where its content begins, and where it ends. */
  public record Box(String name, long content, long end) {}

  private final Head head;
  private final PictureFormat format;

  public IsoBoxes(Head head, PictureFormat format) {
    this.head = head;
    this.format = format;
  }

  /** The number of the item that is to be shown. */
  public long primaryItem(Box meta) throws EndOfHeadException, BadPictureException {
    Box box = find(meta.content() + 4, meta.end(), "pitm");
    return head.uint8(box.content()) == 0
        ? head.uint16(box.content() + 4)
        : head.uint32(box.content() + 4);
  }

  /** By the item-property association box: for each item a list of numbers into the container. */
  public List<Box> ownProperties(Box properties, long item, List<Box> all)
      throws EndOfHeadException, BadPictureException {
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

  /**
   * How the picture is turned to be seen: {@code irot} is a turn, {@code imir} a mirroring, and
   * they are applied in the order of the list.
   */
  public Orientation orientation(List<Box> properties) throws EndOfHeadException {
    Orientation orientation = Orientation.AS_STORED;
    for (Box box : properties) {
      if (box.name().equals("irot")) {
        int turn = TURNS[head.uint8(box.content()) & 3];
        orientation = orientation.then(new Orientation(turn));
      } else if (box.name().equals("imir")) {
        int mirror = MIRRORS[head.uint8(box.content()) & 1];
        orientation = orientation.then(new Orientation(mirror));
      }
    }
    return orientation;
  }

  public Box first(List<Box> boxes, String name) throws BadPictureException {
    return boxes.stream()
        .filter(box -> box.name().equals(name))
        .findFirst()
        .orElseThrow(() -> missing(name));
  }

  private BadPictureException missing(String name) {
    return BadPictureException.broken(
        format, "has no box '%s', which its size needs".formatted(name));
  }

  public Box find(long from, long to, String name) throws EndOfHeadException, BadPictureException {
    return findFirst(from, to, name);
  }

  /** Looks at boxes up to one that is wanted, so that the rest need not be at hand. */
  Box findFirst(long from, long to, String... names)
      throws EndOfHeadException, BadPictureException {
    List<String> wanted = List.of(names);
    long at = from;
    for (int i = 0; i < MOST_BOXES && at + 8 <= to; i++) {
      Box box = box(at, to);
      if (wanted.contains(box.name())) {
        return box;
      }
      at = box.end();
    }
    throw missing(names[0]);
  }

  public List<Box> boxes(long from, long to) throws EndOfHeadException, BadPictureException {
    List<Box> boxes = new ArrayList<>();
    long at = from;
    while (boxes.size() < MOST_BOXES && at + 8 <= to) {
      Box box = box(at, to);
      boxes.add(box);
      at = box.end();
    }
    return boxes;
  }

  private Box box(long at, long limit) throws EndOfHeadException, BadPictureException {
    long length = head.uint32(at);
    int header = 8;
    if (length == 1) {
      length = head.int64(at + 8);
      header = 16;
    } else if (length == 0) {
      length = limit - at;
    }
    if (length < header || length > limit - at) {
      throw BadPictureException.broken(format, "has a box of %d bytes".formatted(length));
    }
    StringBuilder name = new StringBuilder(4);
    for (int i = 4; i < 8; i++) {
      name.append((char) head.uint8(at + i));
    }
    return new Box(name.toString(), at + header, at + length);
  }
}
