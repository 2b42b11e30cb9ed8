package io.fanlens.picture;

import io.fanlens.picture.IsoBoxes.Box;
import java.util.List;

/**
 * Reads AVIF and HEIC, which are boxes in boxes: {@code meta} names the primary item and its
 * properties, of which {@code ispe} is the size, {@code irot} a turn and {@code imir} a mirroring,
 * done in the order in which they are listed.
 */
final class IsoHeader {

  /** Anticlockwise quarters of a turn as EXIF orientations. */
  private static final int[] TURNS = {1, 8, 3, 6};

  /** Top for bottom, and left for right. */
  private static final int[] MIRRORS = {4, 2};

  private IsoHeader() {}

  static PictureHeader read(Head head, PictureFormat format) throws HeadEnds, BadPictureException {
    IsoBoxes iso = new IsoBoxes(head, format);
    Box meta = iso.find(0, Long.MAX_VALUE, "meta");
    long primary = iso.primaryItem(meta);
    Box properties = iso.find(meta.content() + 4, meta.end(), "iprp");
    Box container = iso.find(properties.content(), properties.end(), "ipco");
    List<Box> all = iso.boxes(container.content(), container.end());
    List<Box> own = iso.ownProperties(properties, primary, all);
    Box size = iso.first(own.isEmpty() ? all : own, "ispe");
    int bits = 0;
    for (Box box : own) {
      if (box.name().equals("pixi")) {
        bits = head.uint8(box.content() + 5);
      }
    }
    return PictureHeader.of(
        format,
        head.uint32(size.content() + 4),
        head.uint32(size.content() + 8),
        orientation(head, own),
        Math.min(64, bits),
        ColourModel.UNKNOWN);
  }

  static Orientation orientation(Head head, List<Box> properties) throws HeadEnds {
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
}
