package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;

/** Reads IHDR, the first chunk of a PNG, and the orientation if an eXIf chunk is at hand. */
final class PngHeader {

  private static final int MOST_CHUNKS = 256;

  private PngHeader() {}

  static PictureHeader read(Head head) throws EndOfHeadException, BadPictureException {
    head.uint8(25); // so that more is read of a cut file before it is called broken
    if (!head.has(12, "IHDR")) {
      throw BadPictureException.broken(PictureFormat.PNG, "does not begin with its size");
    }
    return PictureHeader.of(
        PictureFormat.PNG,
        head.uint32(16),
        head.uint32(20),
        orientation(head),
        head.uint8(24),
        switch (head.uint8(25)) {
          case 0 -> ColourModel.GREY;
          case 2 -> ColourModel.RGB;
          case 3 -> ColourModel.PALETTE;
          case 4 -> ColourModel.GREY_ALPHA;
          case 6 -> ColourModel.RGB_ALPHA;
          default -> ColourModel.UNKNOWN;
        });
  }

  private static Orientation orientation(Head head) {
    try {
      long at = 8;
      for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
        if (head.has(at + 4, "eXIf")) {
          return TiffDirectory.orientationOf(head.until(at + 8 + head.uint32(at)), at + 8);
        }
        at += 12 + head.uint32(at);
      }
    } catch (EndOfHeadException e) {
      // no such chunk at hand
    }
    return Orientation.AS_STORED;
  }
}
