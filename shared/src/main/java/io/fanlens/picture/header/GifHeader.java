package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;

/**
 * Reads a GIF's screen and its first frame. The larger of both counts: a frame of 65,535 x 65,535
 * on a screen of 1 x 1 px is decoded in full.
 */
final class GifHeader {

  private static final int MOST_BLOCKS = 65_536;
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2C;

  private GifHeader() {}

  static PictureHeader read(Head bytes) throws EndOfHeadException, BadPictureException {
    Head head = bytes.littleEndian(true);
    int flags = head.uint8(10);
    long at = 13L + colourTable(flags);
    for (int block = 0; block < MOST_BLOCKS; block++) {
      int kind = head.uint8(at);
      if (kind == FRAME) {
        refuseWithoutPixels(head, at);
        return PictureHeader.of(
            PictureFormat.GIF,
            Math.max(head.uint16(6), head.uint16(at + 1) + head.uint16(at + 5)),
            Math.max(head.uint16(8), head.uint16(at + 3) + head.uint16(at + 7)),
            Orientation.AS_STORED,
            8,
            ColourModel.PALETTE);
      }
      if (kind != EXTENSION) {
        throw BadPictureException.broken(PictureFormat.GIF, "has no frame");
      }
      at += 2;
      while (head.uint8(at) != 0) {
        at += 1 + head.uint8(at);
      }
      at++;
    }
    throw BadPictureException.broken(
        PictureFormat.GIF, "has over %d blocks before its first frame".formatted(MOST_BLOCKS));
  }

  /** The decoders take such a frame for a white one. */
  private static void refuseWithoutPixels(Head head, long frame)
      throws EndOfHeadException, BadPictureException {
    long firstBlock = frame + 10 + colourTable(head.uint8(frame + 9)) + 1;
    if (head.uint8(firstBlock) == 0) {
      throw BadPictureException.broken(PictureFormat.GIF, "has no pixels in its first frame");
    }
  }

  private static int colourTable(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
  }
}
