package io.fanlens.e2e.chaos;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/**
 * Small pictures, each version with bytes of its own: its name stands in a comment that is sent
 * along, so that the digest of what Rekognition was sent tells which version it was.
 */
final class ChaosPictures {

  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final int SIDE = 96;
  private static final int JPEG_START = 2;

  /** Signature, and the header chunk of 13 bytes with its frame of 12. */
  private static final int PNG_START = 8 + 12 + 13;

  private final long seed;
  private final byte[] jpeg = encode("jpeg");
  private final byte[] png = encode("png");

  ChaosPictures(long seed) {
    this.seed = seed;
  }

  byte[] of(Act act) {
    byte[] name =
        "fanlens chaos %d %s %d".formatted(seed, act.key(), act.version()).getBytes(UTF_8);
    byte[] whole = act.key().endsWith(".png") ? png(name) : jpeg(name);
    return act.kind() == Act.Kind.PUT_BROKEN ? half(whole) : whole;
  }

  /** The header is cut off too, so that nothing but the format can be told. */
  private static byte[] half(byte[] whole) {
    byte[] half = new byte[20];
    System.arraycopy(whole, 0, half, 0, half.length);
    byte[] tail = ("broken " + digest(whole)).getBytes(UTF_8);
    return ByteBuffer.allocate(half.length + tail.length).put(half).put(tail).array();
  }

  /** First 16 digits of the SHA-256, as in the log of calls. */
  static String digest(byte[] bytes) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
          .substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256.", e);
    }
  }

  private byte[] jpeg(byte[] name) {
    ByteBuffer all = ByteBuffer.allocate(jpeg.length + name.length + 4);
    all.put(jpeg, 0, JPEG_START);
    all.put((byte) 0xFF).put((byte) 0xFE).putShort((short) (name.length + 2)).put(name);
    return all.put(jpeg, JPEG_START, jpeg.length - JPEG_START).array();
  }

  private byte[] png(byte[] name) {
    byte[] text = ("Comment\0" + new String(name, UTF_8)).getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer all = ByteBuffer.allocate(png.length + text.length + 12);
    all.put(png, 0, PNG_START);
    byte[] type = "tEXt".getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(type);
    crc.update(text);
    all.putInt(text.length).put(type).put(text).putInt((int) crc.getValue());
    return all.put(png, PNG_START, png.length - PNG_START).array();
  }

  private static byte[] encode(String format) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillOval(10, 10, SIDE - 20, SIDE - 20);
    graphics.dispose();
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, format, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
