package io.fanlens.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures made for tests. */
public final class TestPictures {

  private TestPictures() {}

  /** Four plain quarters: red, green / blue, white. A turn shows at once. */
  public static BufferedImage quarters(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
    for (int i = 0; i < colours.length; i++) {
      graphics.setColor(colours[i]);
      graphics.fillRect((i % 2) * width / 2, (i / 2) * height / 2, width / 2, height / 2);
    }
    graphics.dispose();
    return image;
  }

  /** Noise does not compress, so the file is large. */
  public static BufferedImage noise(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(1);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        row[x] = random.nextInt(1 << 24);
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }

  public static byte[] encode(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("no writer for " + format);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static BufferedImage decode(byte[] picture) {
    try {
      return ImageIO.read(new java.io.ByteArrayInputStream(picture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JPEG with an EXIF block that holds nothing but the orientation. */
  public static byte[] withOrientation(byte[] jpeg, int orientation, boolean littleEndian) {
    byte[] little = {
      'I',
      'I',
      42,
      0,
      8,
      0,
      0,
      0,
      1,
      0,
      0x12,
      0x01,
      3,
      0,
      1,
      0,
      0,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] big = {
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] tiff = littleEndian ? little : big;
    int length = 2 + 6 + tiff.length;
    byte[] head = {
      (byte) 0xFF,
      (byte) 0xD8,
      (byte) 0xFF,
      (byte) 0xE1,
      (byte) (length >> 8),
      (byte) length,
      'E',
      'x',
      'i',
      'f',
      0,
      0
    };
    byte[] turned = new byte[head.length + tiff.length + jpeg.length - 2];
    System.arraycopy(head, 0, turned, 0, head.length);
    System.arraycopy(tiff, 0, turned, head.length, tiff.length);
    System.arraycopy(jpeg, 2, turned, head.length + tiff.length, jpeg.length - 2);
    return turned;
  }
}
