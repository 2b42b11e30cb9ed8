package io.fanlens.picture;

import java.io.IOException;

/**
 * Decodes BMP, which libvips does not read: the usual kind, 24 or 32 bits without compression, by a
 * plain copy; all others (palettes, runs, masks) through ImageIO.
 */
final class Bmp {

  private static final int USUAL_HEADER = 40;

  private Bmp() {}

  static RgbPixels rgb(byte[] bmp, PictureHeader header) throws IOException {
    try {
      Head head = Head.of(bmp).littleEndian(true);
      int bits = head.uint16(28);
      boolean plain =
          head.uint32(14) >= USUAL_HEADER && head.uint32(30) == 0 && (bits == 24 || bits == 32);
      if (plain) {
        return copy(bmp, head, header, bits / 8);
      }
    } catch (HeadEnds e) {
      throw new IOException("it ends before its pixels", e);
    }
    try (RasterReader reader = RasterReader.open(bmp, header)) {
      return RgbPixels.taking(reader.upright());
    }
  }

  private static RgbPixels copy(byte[] bmp, Head head, PictureHeader header, int bytesPerPixel)
      throws HeadEnds, IOException {
    int width = header.size().width();
    int height = header.size().height();
    boolean fromTheTop = (int) head.uint32(22) < 0;
    long pixels = head.uint32(10);
    long stride = ((long) width * bytesPerPixel + 3) / 4 * 4;
    if (pixels + stride * (height - 1) + (long) width * bytesPerPixel > bmp.length) {
      throw new IOException("its pixels are cut off");
    }
    byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    int to = 0;
    for (int y = 0; y < height; y++) {
      int from = (int) (pixels + stride * (fromTheTop ? y : height - 1 - y));
      for (int x = 0; x < width; x++, from += bytesPerPixel, to += 3) {
        rgb[to] = bmp[from + 2];
        rgb[to + 1] = bmp[from + 1];
        rgb[to + 2] = bmp[from];
      }
    }
    return new RgbPixels(width, height, rgb);
  }
}
