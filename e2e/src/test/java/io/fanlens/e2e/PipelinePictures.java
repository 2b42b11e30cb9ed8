package io.fanlens.e2e;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.ImageIO;

/** The pictures that tests upload. */
public final class PipelinePictures {

  private static final int JPEG_START = 2;

  private PipelinePictures() {}

  /** One face on 512 x 512 px. */
  public static byte[] face() {
    return resource("/pictures/astronaut.jpg");
  }

  public static byte[] fourFaces() {
    return resource("/samples/four faces.jpg");
  }

  /** AB12 CDE. */
  public static byte[] numberPlate() {
    return resource("/samples/number-plate.jpg");
  }

  /** Nothing on it: 200 x 150 px. */
  public static byte[] plain(String format) {
    return encode(new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB), format);
  }

  /** The picture with one face, with a name in a comment of it: other bytes for each name. */
  public static byte[] named(String name) {
    byte[] face = face();
    byte[] comment = name.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(face, 0, JPEG_START);
    all.write(0xFF);
    all.write(0xFE);
    all.write(0);
    all.write(comment.length + 2);
    all.writeBytes(comment);
    all.write(face, JPEG_START, face.length - JPEG_START);
    return all.toByteArray();
  }

  /** A PNG of noise, 5.5 MB: too large for bytes, so the home Region always gets the object. */
  public static byte[] large(long seed) {
    Random random = new Random(seed);
    BufferedImage noise = new BufferedImage(1_400, 1_300, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < noise.getHeight(); y++) {
      for (int x = 0; x < noise.getWidth(); x++) {
        noise.setRGB(x, y, random.nextInt());
      }
    }
    return encode(noise, "png");
  }

  /** As the log of calls has it. */
  public static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256.", e);
    }
  }

  public static byte[] encode(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("no encoder for " + format);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String path) {
    try (InputStream picture = PipelinePictures.class.getResourceAsStream(path)) {
      return picture.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
