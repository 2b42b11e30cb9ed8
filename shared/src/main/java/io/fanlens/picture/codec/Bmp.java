package io.fanlens.picture.codec;

import io.fanlens.picture.header.EndOfHeadException;
import io.fanlens.picture.header.Head;
import io.fanlens.picture.header.PictureHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Decodes BMP, which libvips does not read: the usual kind, 24 or 32 bits without compression, by a
 * plain copy; all others (palettes, runs, masks) through ImageIO.
 */
public final class Bmp {

  private static final int FILE_HEADER = 14;
  private static final int OLDEST_HEADER = 12;
  private static final int USUAL_HEADER = 40;
  private static final int LAST_OF_OS2 = 64;
  private static final int FIRST_WITH_ALPHA = 108;
  private static final int MASKS = 3;

  private Bmp() {}

  public static RgbRows rgb(byte[] file, PictureHeader header) throws IOException {
    byte[] bmp = usual(file);
    try {
      Head head = Head.of(bmp).littleEndian(true);
      int bits = head.uint16(28);
      boolean plain =
          head.uint32(14) >= USUAL_HEADER && head.uint32(30) == 0 && (bits == 24 || bits == 32);
      if (plain) {
        return Plain.of(bmp, head, header, bits / 8);
      }
    } catch (EndOfHeadException e) {
      throw new IOException("it ends before its pixels", e);
    }
    try (RasterReader reader = RasterReader.open(bmp, header)) {
      return RgbPixels.taking(reader.upright());
    }
  }

  /**
   * The file as ImageIO reads it: the headers of OS/2 and of Windows in between become the usual
   * one, and where the file does not say where its pixels begin, they follow the header.
   */
  static byte[] usual(byte[] file) throws IOException {
    try {
      Head head = Head.of(file).littleEndian(true);
      int length = (int) head.uint32(14);
      boolean os2 = (length > OLDEST_HEADER && length < USUAL_HEADER) || length == LAST_OF_OS2;
      boolean other = length > USUAL_HEADER && length < FIRST_WITH_ALPHA;
      long pixels = head.uint32(10);
      if (pixels == 0) {
        pixels = FILE_HEADER + length + behindTheHeader(head, length);
      } else if (!os2 && !other) {
        return file;
      }
      // Masks within the header stand where they follow the usual one.
      int kept = os2 || length < USUAL_HEADER ? length : Math.min(length, USUAL_HEADER);
      int grown = os2 ? USUAL_HEADER - length : 0;
      ByteBuffer usual = ByteBuffer.allocate(file.length + grown).order(ByteOrder.LITTLE_ENDIAN);
      usual.put(file, 0, FILE_HEADER + Math.min(kept, USUAL_HEADER));
      usual.position(FILE_HEADER + kept + grown);
      usual.put(file, FILE_HEADER + kept, file.length - FILE_HEADER - kept);
      usual.putInt(10, Math.toIntExact(pixels + grown));
      if (os2 || other) {
        usual.putInt(FILE_HEADER, USUAL_HEADER);
      }
      return usual.array();
    } catch (EndOfHeadException | ArithmeticException | IndexOutOfBoundsException e) {
      throw new IOException("it ends before its pixels", e);
    }
  }

  /** The bytes of masks and palette. */
  private static long behindTheHeader(Head head, int length) throws EndOfHeadException {
    if (length == OLDEST_HEADER) {
      int bits = head.uint16(24);
      return bits <= 8 ? 3L << bits : 0;
    }
    int bits = head.uint16(28);
    long masks = length == USUAL_HEADER && head.uint32(30) == 3 ? 4L * MASKS : 0;
    long used = length > 32 ? head.uint32(46) : 0;
    long colours = used > 0 || bits > 8 ? used : 1L << bits;
    return masks + 4 * colours;
  }

  /**
   * Rows of blue, green and red as they lie in the file, mostly from the bottom up.
   *
   * @param first where the upper row begins
   * @param step from a row to the one below it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Plain(byte[] bmp, int width, int height, int bytesPerPixel, int first, int step)
      implements RgbRows {

    static Plain of(byte[] bmp, Head head, PictureHeader header, int bytesPerPixel)
        throws EndOfHeadException, IOException {
      int width = header.size().width();
      int height = header.size().height();
      boolean fromTheTop = (int) head.uint32(22) < 0;
      long pixels = head.uint32(10);
      long stride = ((long) width * bytesPerPixel + 3) / 4 * 4;
      long last = pixels + stride * (height - 1);
      if (last + (long) width * bytesPerPixel > bmp.length) {
        throw new IOException("its pixels are cut off");
      }
      return fromTheTop
          ? new Plain(bmp, width, height, bytesPerPixel, (int) pixels, (int) stride)
          : new Plain(bmp, width, height, bytesPerPixel, (int) last, (int) -stride);
    }

    @Override
    public void read(int y, byte[] into) {
      int from = first + y * step;
      for (int to = 0; to < 3 * width; to += 3, from += bytesPerPixel) {
        into[to] = bmp[from + 2];
        into[to + 1] = bmp[from + 1];
        into[to + 2] = bmp[from];
      }
    }
  }
}
