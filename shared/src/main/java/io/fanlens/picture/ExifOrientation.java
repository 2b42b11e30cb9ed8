package io.fanlens.picture;

/**
 * Reads the orientation tag of a JPEG: 1 (upright) to 8. Rekognition obeys it, so whoever
 * re-encodes a picture must turn its pixels first, because the tag does not survive.
 */
final class ExifOrientation {

  static final int UPRIGHT = 1;

  private static final int TAG = 0x0112;
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int IFD_ENTRY_BYTES = 12;

  private final byte[] bytes;
  private boolean littleEndian;

  private ExifOrientation(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The orientation, or {@link #UPRIGHT} where there is no readable tag. */
  static int of(byte[] jpeg) {
    return new ExifOrientation(jpeg).find();
  }

  private int find() {
    int at = 2;
    while (at + 4 <= bytes.length && unsigned(at) == 0xFF) {
      int marker = unsigned(at + 1);
      int length = unsigned(at + 2) << 8 | unsigned(at + 3);
      if (marker == START_OF_SCAN || length < 2) {
        return UPRIGHT;
      }
      if (marker == APP1 && isExif(at + 4)) {
        return inTiff(at + 10, Math.min(bytes.length, at + 2 + length));
      }
      at += 2 + length;
    }
    return UPRIGHT;
  }

  private boolean isExif(int at) {
    return at + 6 <= bytes.length
        && bytes[at] == 'E'
        && bytes[at + 1] == 'x'
        && bytes[at + 2] == 'i'
        && bytes[at + 3] == 'f';
  }

  private int inTiff(int tiff, int end) {
    if (tiff + 8 > end) {
      return UPRIGHT;
    }
    littleEndian = bytes[tiff] == 'I';
    long directory = tiff + int32(tiff + 4);
    if (directory < tiff || directory + 2 > end) {
      return UPRIGHT;
    }
    int entries = int16((int) directory);
    for (int i = 0; i < entries; i++) {
      int entry = (int) directory + 2 + i * IFD_ENTRY_BYTES;
      if (entry + IFD_ENTRY_BYTES > end) {
        return UPRIGHT;
      }
      if (int16(entry) == TAG) {
        int value = int16(entry + 8);
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  private int int16(int at) {
    return littleEndian
        ? unsigned(at) | unsigned(at + 1) << 8
        : unsigned(at) << 8 | unsigned(at + 1);
  }

  private long int32(int at) {
    long first = int16(at);
    long second = int16(at + 2);
    return littleEndian ? first | second << 16 : first << 16 | second;
  }

  private int unsigned(int at) {
    return bytes[at] & 0xFF;
  }
}
