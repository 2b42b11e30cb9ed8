package io.fanlens.picture.codec;

import io.fanlens.picture.header.EndOfHeadException;
import io.fanlens.picture.header.Head;
import io.fanlens.picture.header.PictureHeader;
import java.io.IOException;

/**
 * Decodes BMP, which libvips does not read: the usual kind, 24 or 32 bits without compression, by a
 * plain copy; all others (palettes, runs, masks) through ImageIO.
 */
public final class Bmp {

  private static final int USUAL_HEADER = 40;

  private Bmp() {}

  public static RgbRows rgb(byte[] bmp, PictureHeader header) throws IOException {
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
