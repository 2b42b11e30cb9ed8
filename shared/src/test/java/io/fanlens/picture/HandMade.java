package io.fanlens.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Beginnings of pictures, written byte by byte where the JDK has no writer or a lie is wanted. */
public final class HandMade {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public HandMade text(String latin1) {
    bytes.writeBytes(latin1.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  public HandMade big(int count, long value) {
    for (int i = count - 1; i >= 0; i--) {
      bytes.write((int) (value >> (8 * i)));
    }
    return this;
  }

  public HandMade little(int count, long value) {
    for (int i = 0; i < count; i++) {
      bytes.write((int) (value >> (8 * i)));
    }
    return this;
  }

  public HandMade zeros(int count) {
    bytes.writeBytes(new byte[count]);
    return this;
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  private static byte[] box(String name, byte[]... contents) {
    HandMade box = new HandMade();
    int length = 8;
    for (byte[] content : contents) {
      length += content.length;
    }
    box.big(4, length).text(name);
    for (byte[] content : contents) {
      box.bytes.writeBytes(content);
    }
    return box.bytes();
  }

  /** A PNG that says its size and ends. */
  public static byte[] png(long width, long height) {
    return new HandMade()
        .big(4, 0x89504E47L)
        .big(4, 0x0D0A1A0AL)
        .big(4, 13)
        .text("IHDR")
        .big(4, width)
        .big(4, height)
        .big(1, 16)
        .big(1, 6)
        .zeros(7)
        .bytes();
  }

  public static byte[] webpLossy(int width, int height) {
    return new HandMade()
        .text("RIFF")
        .little(4, 30)
        .text("WEBPVP8 ")
        .little(4, 18)
        .zeros(3)
        .big(3, 0x9D012A)
        .little(2, width)
        .little(2, height)
        .zeros(8)
        .bytes();
  }

  public static byte[] webpLossless(int width, int height) {
    return new HandMade()
        .text("RIFF")
        .little(4, 30)
        .text("WEBPVP8L")
        .little(4, 18)
        .big(1, 0x2F)
        .little(4, (width - 1) | (height - 1L) << 14 | 1L << 28)
        .zeros(8)
        .bytes();
  }

  /** Extended, with an EXIF chunk of orientation 6. */
  public static byte[] webpExtended(int width, int height) {
    return new HandMade()
        .text("RIFF")
        .little(4, 60)
        .text("WEBPVP8X")
        .little(4, 10)
        .little(4, 0)
        .little(3, width - 1)
        .little(3, height - 1)
        .text("EXIF")
        .little(4, 26)
        .text("II")
        .little(2, 42)
        .little(4, 8)
        .little(2, 1)
        .little(2, 0x112)
        .little(2, 3)
        .little(4, 1)
        .little(4, 6)
        .zeros(4)
        .bytes();
  }

  /** A TIFF of one page whose tags are given as pairs of tag and number. */
  public static byte[] tiff(boolean bigTiff, long... tags) {
    HandMade tiff = new HandMade().text("MM").big(2, bigTiff ? 43 : 42);
    if (bigTiff) {
      tiff.big(4, 0x00080000L).big(8, 16).big(8, tags.length / 2);
    } else {
      tiff.big(4, 8).big(2, tags.length / 2);
    }
    for (int i = 0; i < tags.length; i += 2) {
      tiff.big(2, tags[i]).big(2, 4).big(bigTiff ? 8 : 4, 1).big(4, tags[i + 1]);
      tiff.zeros(bigTiff ? 4 : 0);
    }
    return tiff.zeros(8).bytes();
  }

  /** A GIF with a screen and a frame of their own sizes. */
  public static byte[] gif(int screenWidth, int screenHeight, int frameWidth, int frameHeight) {
    return gif(screenWidth, screenHeight, frameWidth, frameHeight, 1);
  }

  /** A GIF whose frame has so many bytes of pixels in its first block. */
  public static byte[] gif(
      int screenWidth, int screenHeight, int frameWidth, int frameHeight, int pixelBytes) {
    return new HandMade()
        .text("GIF89a")
        .little(2, screenWidth)
        .little(2, screenHeight)
        .zeros(3)
        .big(2, 0x21F9)
        .big(1, 4)
        .zeros(5)
        .big(1, 0x2C)
        .zeros(4)
        .little(2, frameWidth)
        .little(2, frameHeight)
        .zeros(1)
        .big(1, 8)
        .big(1, pixelBytes)
        .zeros(6)
        .bytes();
  }

  /** A HEIC of empty lists, but for where its items lie. */
  public static byte[] heif(byte[] locations) {
    byte[] meta =
        box(
            "meta",
            new byte[4],
            box("pitm", new byte[6]),
            box("iprp", box("ipco")),
            box("iinf", new byte[6]),
            box("iloc", locations));
    return new HandMade()
        .big(4, 24)
        .text("ftypheic\0\0\0\0mif1heic")
        .text(new String(meta, StandardCharsets.ISO_8859_1))
        .bytes();
  }

  /** The primary item 2 is turned by a quarter; item 1 is a thumbnail. */
  public static byte[] iso(String brand, int width, int height) {
    byte[] thumbnail = box("ispe", new HandMade().zeros(4).big(4, 16).big(4, 12).bytes());
    byte[] size = box("ispe", new HandMade().zeros(4).big(4, width).big(4, height).bytes());
    byte[] turn = box("irot", new byte[] {3});
    byte[] depth = box("pixi", new byte[] {0, 0, 0, 0, 3, 10, 10, 10});
    byte[] own =
        new HandMade().zeros(4).big(4, 2).big(2, 1).big(2, 0x0101).big(2, 2).big(1, 3).bytes();
    return new HandMade()
        .big(4, 24)
        .text("ftyp" + brand + "\0\0\0\0mif1" + brand)
        .text(
            new String(
                box(
                    "meta",
                    new byte[4],
                    box("hdlr", new byte[24]),
                    box("pitm", new byte[] {0, 0, 0, 0, 0, 2}),
                    box(
                        "iprp",
                        box("ipco", thumbnail, size, turn, depth),
                        box("ipma", own, new byte[] {2, 3, 4}))),
                StandardCharsets.ISO_8859_1))
        .bytes();
  }
}
