package io.fanlens.picture.header;

/**
 * Reads the orientation tag of a JPEG, whole or cut. Rekognition obeys it, so whoever re-encodes a
 * picture must turn its pixels first, because the tag does not survive.
 */
final class ExifOrientation {

  private static final int MOST_SEGMENTS = 4_096;
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;

  private ExifOrientation() {}

  /** As stored where there is no readable tag. */
  static Orientation of(byte[] jpeg) {
    Head head = Head.of(jpeg);
    try {
      long at = 2;
      for (int i = 0; i < MOST_SEGMENTS && head.uint8(at) == 0xFF; i++) {
        int marker = head.uint8(at + 1);
        int length = head.uint16(at + 2);
        if (marker == START_OF_SCAN || length < 2) {
          break;
        }
        if (marker == APP1 && head.has(at + 4, "Exif\0")) {
          return TiffDirectory.orientationOf(head.until(at + 2 + length), at + 10);
        }
        at += 2 + length;
      }
    } catch (EndOfHeadException e) {
      // no such segment at hand
    }
    return Orientation.AS_STORED;
  }
}
