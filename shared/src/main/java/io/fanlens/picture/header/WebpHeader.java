package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;

/** Reads the three kinds of WebP: lossy (VP8), lossless (VP8L) and extended (VP8X). */
final class WebpHeader {

  private static final int MOST_CHUNKS = 256;
  private static final int LOSSLESS_SIGNATURE = 0x2F;
  private static final int ALPHA_FLAG = 0x10;

  private WebpHeader() {}

  static PictureHeader read(Head bytes) throws EndOfHeadException, BadPictureException {
    Head head = bytes.littleEndian(true);
    head.uint8(29);
    if (head.has(12, "VP8 ")) {
      if (!head.has(23, "\u009d\u0001*")) {
        throw BadPictureException.broken(PictureFormat.WEBP, "has no key frame");
      }
      return header(
          head.uint16(26) & 0x3FFF, head.uint16(28) & 0x3FFF, Orientation.AS_STORED, false);
    }
    if (head.has(12, "VP8L")) {
      if (head.uint8(20) != LOSSLESS_SIGNATURE) {
        throw BadPictureException.broken(PictureFormat.WEBP, "has no lossless signature");
      }
      long bits = head.uint32(21);
      return header(
          (bits & 0x3FFF) + 1,
          (bits >> 14 & 0x3FFF) + 1,
          Orientation.AS_STORED,
          (bits >> 28 & 1) == 1);
    }
    if (head.has(12, "VP8X")) {
      return header(
          head.uint24(24) + 1,
          head.uint24(27) + 1,
          orientation(head),
          (head.uint8(20) & ALPHA_FLAG) != 0);
    }
    throw BadPictureException.broken(PictureFormat.WEBP, "does not begin with its size");
  }

  private static PictureHeader header(
      long width, long height, Orientation orientation, boolean alpha) throws BadPictureException {
    return PictureHeader.of(
        PictureFormat.WEBP,
        width,
        height,
        orientation,
        8,
        alpha ? ColourModel.RGB_ALPHA : ColourModel.RGB);
  }

  /** The EXIF chunk comes after the pixels: it is found when the whole file is at hand. */
  private static Orientation orientation(Head head) {
    try {
      long at = 12;
      for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
        long length = head.uint32(at + 4);
        if (head.has(at, "EXIF")) {
          long start = at + (head.has(at + 8, "Exif\0") ? 14 : 8);
          return TiffDirectory.orientationOf(head.until(at + 8 + length), start);
        }
        at += 8 + length + (length & 1);
      }
    } catch (EndOfHeadException e) {
      // no such chunk at hand
    }
    return Orientation.AS_STORED;
  }
}
