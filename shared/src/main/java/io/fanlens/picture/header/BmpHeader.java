package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;

/** Reads a BMP's size, in its oldest header (12 bytes) and all later ones (16 bytes and more). */
final class BmpHeader {

  private static final int OLDEST = 12;
  private static final int USUAL = 40;
  private static final int FIRST_OF_OS2 = 16;
  private static final int LAST_OF_OS2 = 64;
  private static final int WITH_COMPRESSION = 20;

  private BmpHeader() {}

  static PictureHeader read(Head bytes) throws EndOfHeadException, BadPictureException {
    Head head = bytes.littleEndian(true);
    long length = head.uint32(14);
    if (length == OLDEST) {
      return header(head.uint16(18), head.uint16(20), head.uint16(24));
    }
    if (length < FIRST_OF_OS2) {
      throw BadPictureException.broken(
          PictureFormat.BMP, "has a header of %d bytes, which no BMP has".formatted(length));
    }
    if (isOs2(length) && length >= WITH_COMPRESSION && head.uint32(30) > 2) {
      throw BadPictureException.unsupported(
          PictureFormat.BMP, "has a compression of OS/2 (Huffman or 24-bit runs)");
    }
    // A negative height says that the rows go from top to bottom.
    return header(head.uint32(18), Math.abs((long) (int) head.uint32(22)), head.uint16(28));
  }

  /** Windows' lengths are 40, 52 and 56. */
  private static boolean isOs2(long length) {
    return length < USUAL || length == LAST_OF_OS2;
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
