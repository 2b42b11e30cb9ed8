package io.fanlens.local.vision.photo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** The bundled photograph with one face, and pictures made from it. */
public final class TestPhotos {

  private TestPhotos() {}

  /** 512 x 512 px, one face around (0.44, 0.22), eyes at (0.40, 0.20) and (0.48, 0.20). */
  public static byte[] astronaut() {
    try (InputStream in = TestPhotos.class.getResourceAsStream("/pictures/astronaut.jpg")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static BufferedImage decoded(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The photograph rotated, with the EXIF orientation that makes it upright. */
  public static byte[] turned(int orientation) {
    BufferedImage upright = decoded(astronaut());
    int n = upright.getWidth();
    BufferedImage stored = new BufferedImage(n, n, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        // Where the stored pixel (x, y) belongs in the upright picture, by the EXIF standard.
        int ux = orientation == 6 ? n - 1 - y : orientation == 8 ? y : n - 1 - x;
        int uy = orientation == 6 ? x : orientation == 8 ? n - 1 - x : n - 1 - y;
        stored.setRGB(x, y, upright.getRGB(ux, uy));
      }
    }
    byte[] jpeg = encoded(stored, "jpg");
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
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
      1,
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
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(exif);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  /** The photograph two by two, with four faces. */
  public static byte[] four() {
    BufferedImage one = decoded(astronaut());
    BufferedImage all = new BufferedImage(1024, 1024, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = all.createGraphics();
    for (int i = 0; i < 4; i++) {
      g.drawImage(one, i % 2 * 512, i / 2 * 512, null);
    }
    g.dispose();
    return encoded(all, "jpg");
  }

  /** Soft spots of noise without a face. */
  public static byte[] noFace(int width, int height) {
    Random random = new Random(7);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    for (int i = 0; i < 40; i++) {
      Color[] colors = {new Color(random.nextInt(0x1000000)), new Color(random.nextInt(0x1000000))};
      g.setPaint(
          new RadialGradientPaint(
              random.nextInt(width),
              random.nextInt(height),
              10 + random.nextInt(80),
              new float[] {0, 1},
              colors));
      g.fillOval(random.nextInt(width), random.nextInt(height), 120, 90);
    }
    g.dispose();
    return encoded(image, "png");
  }
}
