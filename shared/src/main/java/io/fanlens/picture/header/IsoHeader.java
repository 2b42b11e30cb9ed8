package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.Size;
import io.fanlens.picture.header.IsoBoxes.Box;
import java.util.List;

/**
 * Reads AVIF and HEIC, which are boxes in boxes: {@code meta} names the primary item and its
 * properties, of which {@code ispe} is the size and {@code pixi} the depth.
 */
final class IsoHeader {

  private IsoHeader() {}

  static PictureHeader read(Head head, PictureFormat format)
      throws EndOfHeadException, BadPictureException {
    IsoBoxes iso = new IsoBoxes(head, format);
    Box meta =
        format == PictureFormat.AVIF
            ? iso.findFirst(0, Long.MAX_VALUE, "meta", "moov")
            : iso.find(0, Long.MAX_VALUE, "meta");
    if (meta.name().equals("moov")) {
      Size frame = AvifSequence.size(head, meta);
      return PictureHeader.of(
          format, frame.width(), frame.height(), Orientation.AS_STORED, 0, ColourModel.UNKNOWN);
    }
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
        iso.orientation(own),
        Math.min(64, bits),
        ColourModel.UNKNOWN);
  }
}
