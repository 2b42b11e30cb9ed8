package io.fanlens.picture.codec;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** A decoded picture: three bytes a pixel, row by row. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RgbPixels(int width, int height, byte[] rgb) implements RgbRows {

  @Override
  public void read(int y, byte[] into) {
    System.arraycopy(rgb, 3 * width * y, into, 0, 3 * width);
  }

  /** Of a picture of {@link BufferedImage#TYPE_3BYTE_BGR}, whose array is changed in place. */
  public static RgbPixels taking(BufferedImage bgr) {
    byte[] bytes = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
    for (int i = 0; i + 2 < bytes.length; i += 3) {
      byte blue = bytes[i];
      bytes[i] = bytes[i + 2];
      bytes[i + 2] = blue;
    }
    return new RgbPixels(bgr.getWidth(), bgr.getHeight(), bytes);
  }
}
