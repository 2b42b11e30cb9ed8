package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;

/** Walks the segments of a JPEG up to its frame header (SOF), picking up the EXIF orientation. */
final class JpegHeader {

  private static final int MOST_SEGMENTS = 4_096;
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  private JpegHeader() {}

  static PictureHeader read(Head head) throws EndOfHeadException, BadPictureException {
    Orientation orientation = Orientation.AS_STORED;
    boolean hasExif = false;
    long at = 2;
    for (int segment = 0; segment < MOST_SEGMENTS; segment++) {
      if (head.uint8(at) != 0xFF) {
        throw BadPictureException.broken(PictureFormat.JPEG, "has no segment where one must begin");
      }
      while (head.uint8(at + 1) == 0xFF) {
        at++; // fill bytes
      }
      int marker = head.uint8(at + 1);
      if (hasNoLength(marker)) {
        at += 2;
        continue;
      }
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        throw BadPictureException.broken(PictureFormat.JPEG, "has no size before its pixels");
      }
      int length = head.uint16(at + 2);
      if (length < 2) {
        throw BadPictureException.broken(
            PictureFormat.JPEG, "has a segment of %d bytes".formatted(length));
      }
      if (isFrame(marker)) {
        return frame(head, at + 4, orientation);
      }
      if (marker == APP1 && !hasExif && head.has(at + 4, "Exif\0")) {
        hasExif = true;
        orientation = TiffDirectory.orientationOf(head.until(at + 2 + length), at + 10);
      }
      at += 2 + length;
    }
    throw BadPictureException.broken(
        PictureFormat.JPEG, "has over %d segments before its size".formatted(MOST_SEGMENTS));
  }

  private static PictureHeader frame(Head head, long at, Orientation orientation)
      throws EndOfHeadException, BadPictureException {
    return PictureHeader.of(
        PictureFormat.JPEG,
        head.uint16(at + 3),
        head.uint16(at + 1),
        orientation,
        head.uint8(at),
        switch (head.uint8(at + 5)) {
          case 1 -> ColourModel.GREY;
          case 3 -> ColourModel.RGB;
          case 4 -> ColourModel.CMYK;
          default -> ColourModel.OTHER;
        });
  }

  /** TEM, RSTn and SOI stand alone. */
  private static boolean hasNoLength(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
  }

  /** SOF0 to SOF15, without the tables that share their range (DHT, JPG, DAC). */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
