package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;

/**
 * Reads IHDR, the first chunk of a PNG, and the orientation of an eXIf chunk before the pixels.
 * Rekognition obeys the tag in JPEGs only, so a PNG that has to be turned is written anew.
 */
final class PngHeader {

  private static final int MOST_CHUNKS = 256;

  private PngHeader() {}

  static PictureHeader read(Head head) throws EndOfHeadException, BadPictureException {
    head.uint8(25); // so that more is read of a cut file before it is called broken
    if (head.has(12, "CgBI")) {
      throw BadPictureException.unsupported(
          PictureFormat.PNG, "is in the form that Xcode writes into apps for iOS (CgBI)");
    }
    if (!head.has(12, "IHDR")) {
      throw BadPictureException.broken(PictureFormat.PNG, "does not begin with its size");
    }
    PictureHeader header =
        PictureHeader.of(
            PictureFormat.PNG,
            head.uint32(16),
            head.uint32(20),
            Orientation.AS_STORED,
            head.uint8(24),
            switch (head.uint8(25)) {
              case 0 -> ColourModel.GREY;
              case 2 -> ColourModel.RGB;
              case 3 -> ColourModel.PALETTE;
              case 4 -> ColourModel.GREY_ALPHA;
              case 6 -> ColourModel.RGB_ALPHA;
              default -> ColourModel.UNKNOWN;
            });
    Orientation orientation = orientation(head);
    return new PictureHeader(
        header.format(),
        header.size(),
        orientation,
        header.bitsPerSample(),
        header.colours(),
        !orientation.equals(Orientation.AS_STORED));
  }

  /** Of the chunks before the pixels, all of which must be at hand. */
  private static Orientation orientation(Head head) throws EndOfHeadException {
    long at = 8;
    for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
      head.uint8(at + 7);
      if (head.has(at + 4, "eXIf")) {
        long end = at + 8 + head.uint32(at);
        head.uint8(end - 1);
        return TiffDirectory.orientationOf(head.until(end), at + 8);
      }
      if (head.has(at + 4, "IDAT") || head.has(at + 4, "IEND")) {
        break;
      }
      at += 12 + head.uint32(at);
    }
    return Orientation.AS_STORED;
  }
}
