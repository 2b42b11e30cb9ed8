package io.fanlens.local.vision.photo;

import java.nio.ByteBuffer;

/** Reads the size of a PNG, and checks that its chunks are complete. */
final class ReceivedPngHeader {

  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int IEND = 0x49454E44;

  /** Length, type and checksum of a chunk. */
  private static final int FRAME = 12;

  private ReceivedPngHeader() {}

  static boolean isPng(byte[] bytes) {
    return bytes.length >= 33 && ByteBuffer.wrap(bytes).getLong() == SIGNATURE;
  }

  static ReceivedHeader read(byte[] bytes) throws UnreadablePictureException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getInt(12) != IHDR) {
      throw new UnreadablePictureException("The PNG does not begin with its header chunk.");
    }
    long at = Long.BYTES;
    while (at + FRAME <= bytes.length) {
      int length = in.getInt((int) at);
      if (in.getInt((int) at + 4) == IEND) {
        return ReceivedHeader.of(ReceivedHeader.Format.PNG, in.getInt(16), in.getInt(20), 1, true);
      }
      if (length < 0) {
        break;
      }
      at += FRAME + (long) length;
    }
    throw new UnreadablePictureException("The PNG ends before its last chunk.");
  }
}
