package io.fanlens.local.vision.photo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads size and EXIF orientation of a JPEG up to its end marker; of several EXIF blocks the first
 * counts. Where the marker is missing, decoding tells whether pixels are missing too.
 */
final class ReceivedJpegHeader {

  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int APP1 = 0xE1;
  private static final int ORIENTATION_TAG = 0x0112;

  private final byte[] bytes;
  private int width;
  private int height;
  private int orientation = 1;
  private boolean hasExif;
  private boolean hasPixels;

  ReceivedJpegHeader(byte[] bytes) {
    this.bytes = bytes;
  }

  ReceivedHeader read() throws UnreadablePictureException {
    int at = 2;
    while (at + 1 < bytes.length) {
      int marker = at(at + 1);
      if (at(at) != 0xFF || marker == 0xFF || isBare(marker)) {
        at++; // padding, or a marker without a body
      } else if (marker == END_OF_IMAGE && width > 0) {
        return header(/* ended= */ true);
      } else {
        at = segment(marker, at + 2);
      }
    }
    if (width > 0 && hasPixels) {
      return header(/* ended= */ false);
    }
    throw new UnreadablePictureException("The JPEG ends before its pixels.");
  }

  private ReceivedHeader header(boolean ended) throws UnreadablePictureException {
    return ReceivedHeader.of(ReceivedHeader.Format.JPEG, width, height, orientation, ended);
  }

  private int segment(int marker, int at) throws UnreadablePictureException {
    if (at + 2 > bytes.length) {
      throw new UnreadablePictureException("The JPEG ends within a segment.");
    }
    int end = at + word(at);
    if (end > bytes.length || end < at + 2) {
      throw new UnreadablePictureException("The JPEG ends within a segment.");
    }
    if (isFrame(marker) && end >= at + 7 && width == 0) {
      height = word(at + 3);
      width = word(at + 5);
    } else if (marker == APP1) {
      exif(at + 2, end);
    } else if (marker == START_OF_SCAN) {
      return scan(end);
    }
    return end;
  }

  /** Skips entropy-coded data up to a marker that is neither a stuffed 0xFF nor a restart. */
  private int scan(int start) {
    hasPixels = true;
    int at = start;
    while (at + 1 < bytes.length && (at(at) != 0xFF || at(at + 1) == 0xFF || isBare(at(at + 1)))) {
      at++;
    }
    return at;
  }

  private void exif(int start, int end) {
    if (hasExif || end - start < 14 || word(start) != 0x4578 || word(start + 2) != 0x6966) {
      return;
    }
    hasExif = true;
    ByteBuffer tiff = ByteBuffer.wrap(bytes, start + 6, end - start - 6).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    if (directory + 2 > tiff.limit()) {
      return;
    }
    int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
    for (int i = 0; i < entries; i++) {
      int entry = (int) directory + 2 + 12 * i;
      if (entry + 12 > tiff.limit()) {
        return;
      }
      if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION_TAG) {
        int value = tiff.getShort(entry + 8);
        orientation = value >= 1 && value <= 8 ? value : 1;
      }
    }
  }

  private static boolean isBare(int marker) {
    return marker == 0 || marker == 1 || (marker >= 0xD0 && marker <= 0xD8);
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private int word(int at) {
    return at(at) << 8 | at(at + 1);
  }

  private int at(int index) {
    return bytes[index] & 255;
  }
}
