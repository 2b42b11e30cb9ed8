package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;

/** Reads a BMP's size, in its oldest header (12 bytes) and all later ones (40 and more). */
final class BmpHeader {

  private static final int OLDEST = 12;
  private static final int USUAL = 40;

  private BmpHeader() {}

  static PictureHeader read(Head bytes) throws EndOfHeadException, BadPictureException {
    Head head = bytes.littleEndian(true);
    long length = head.uint32(14);
    if (length == OLDEST) {
      return header(head.uint16(18), head.uint16(20), head.uint16(24));
    }
    if (length < USUAL) {
      throw BadPictureException.broken(
          PictureFormat.BMP, "has a header of %d bytes, which no BMP has".formatted(length));
    }
    // A negative height says that the rows go from top to bottom.
    return header(head.uint32(18), Math.abs((long) (int) head.uint32(22)), head.uint16(28));
  }

  private static PictureHeader header(long width, long height, int bitsPerPixel)
      throws BadPictureException {
    return PictureHeader.of(
        PictureFormat.BMP,
        width,
        height,
        Orientation.AS_STORED,
        Math.min(8, bitsPerPixel),
        bitsPerPixel <= 8
            ? ColourModel.PALETTE
            : bitsPerPixel == 32 ? ColourModel.RGB_ALPHA : ColourModel.RGB);
  }
}
