package io.fanlens.picture.preparation;

import io.fanlens.picture.HandMade;
import io.fanlens.picture.TestPictures;
import java.io.ByteArrayOutputStream;

/** Files that keep a decoder busy for long: few pixels, and no syntax error. */
final class SlowPictures {

  private static final int WIDTH = 8_000;
  private static final int HEIGHT = 6_000;
  private static final int LONGEST_RUN = 0x7FFF;

  private SlowPictures() {}

  /**
   * A progressive JPEG of 48 Mpx whose scans say nothing. Each costs some 100 bytes and a walk over
   * all 750,000 blocks.
   */
  static byte[] progressiveJpeg(int scans) {
    HandMade head = new HandMade().big(2, 0xFFD8);
    head.big(2, 0xFFDB).big(2, 67).big(1, 0);
    for (int i = 0; i < 64; i++) {
      head.big(1, 16);
    }
    head.big(2, 0xFFC2).big(2, 11).big(1, 8).big(2, HEIGHT).big(2, WIDTH);
    head.big(1, 1).big(1, 1).big(1, 0x11).big(1, 0);
    // One code of one bit each: DC category 0, AC the longest run of empty blocks (EOB14).
    head.big(2, 0xFFC4).big(2, 20).big(1, 0x00).big(1, 1).zeros(15).big(1, 0);
    head.big(2, 0xFFC4).big(2, 20).big(1, 0x10).big(1, 1).zeros(15).big(1, 0xE0);
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    jpeg.writeBytes(head.bytes());
    int blocks = (WIDTH / 8) * (HEIGHT / 8);
    jpeg.writeBytes(scan(0, 0, new byte[(blocks + 7) / 8]));
    int runs = (blocks + LONGEST_RUN - 1) / LONGEST_RUN;
    // The code is one bit, 0, and 14 bits of ones after it: 15 bits, eight of them in 15 bytes.
    boolean[] bits = new boolean[runs * 15];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = i % 15 != 0;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int i = 0; i < bits.length; i += 8) {
      int value = 0;
      for (int bit = 0; bit < 8; bit++) {
        value = value << 1 | (i + bit < bits.length && bits[i + bit] ? 1 : 0);
      }
      packed.write(value);
      if (value == 0xFF) {
        packed.write(0);
      }
    }
    byte[] empty = scan(1, 63, packed.toByteArray());
    for (int i = 1; i < scans; i++) {
      jpeg.writeBytes(empty);
    }
    jpeg.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
    return jpeg.toByteArray();
  }

  private static byte[] scan(int first, int last, byte[] data) {
    HandMade scan = new HandMade().big(2, 0xFFDA).big(2, 8).big(1, 1).big(1, 1).big(1, 0);
    scan.big(1, first).big(1, last).big(1, 0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(scan.bytes());
    bytes.writeBytes(data);
    return bytes.toByteArray();
  }

  /** A TIFF of so many pages, each with a directory of its own. */
  static byte[] tiffOfPages(int pages) {
    ByteArrayOutputStream tiff = new ByteArrayOutputStream();
    tiff.writeBytes(new HandMade().text("II").little(2, 42).little(4, 8).bytes());
    int at = 8;
    int length = 2 + 9 * 12 + 4;
    for (int page = 0; page < pages; page++) {
      HandMade directory = new HandMade().little(2, 9);
      entry(directory, 256, 200);
      entry(directory, 257, 200);
      entry(directory, 258, 8);
      entry(directory, 259, 1);
      entry(directory, 262, 1);
      entry(directory, 273, 0);
      entry(directory, 277, 1);
      entry(directory, 278, 200);
      entry(directory, 279, 40_000);
      at += length;
      directory.little(4, page + 1 < pages ? at : 0);
      tiff.writeBytes(directory.bytes());
    }
    tiff.writeBytes(new byte[40_000]);
    return tiff.toByteArray();
  }

  private static void entry(HandMade directory, int tag, long value) {
    directory.little(2, tag).little(2, 4).little(4, 1).little(4, value);
  }

  /** A GIF of so many frames of one pixel on a large screen. */
  static byte[] gifOfFrames(int frames) {
    ByteArrayOutputStream gif = new ByteArrayOutputStream();
    gif.writeBytes(
        new HandMade()
            .text("GIF89a")
            .little(2, WIDTH)
            .little(2, HEIGHT)
            .big(1, 0x80)
            .zeros(2)
            .zeros(3)
            .big(3, 0xFFFFFF)
            .bytes());
    byte[] frame =
        new HandMade()
            .big(1, 0x2C)
            .zeros(4)
            .little(2, 1)
            .little(2, 1)
            .zeros(1)
            .big(1, 2)
            .big(1, 2)
            .big(2, 0x4401)
            .zeros(1)
            .bytes();
    for (int i = 0; i < frames; i++) {
      gif.writeBytes(frame);
    }
    gif.write(0x3B);
    return gif.toByteArray();
  }

  /** A PNG with so many compressed texts, each of some MB when it is opened. */
  static byte[] pngOfTexts(int texts) throws java.io.IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (java.util.zip.DeflaterOutputStream deflater =
        new java.util.zip.DeflaterOutputStream(packed)) {
      deflater.write(new byte[7_000_000]);
    }
    byte[] small = TestPictures.encode(TestPictures.noise(200, 200), "png");
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(small, 0, 33);
    for (int i = 0; i < texts; i++) {
      byte[] content = new HandMade().text("zTXtc" + i + "\0\0").bytes();
      byte[] whole = java.util.Arrays.copyOf(content, content.length + packed.size());
      System.arraycopy(packed.toByteArray(), 0, whole, content.length, packed.size());
      java.util.zip.CRC32 crc = new java.util.zip.CRC32();
      crc.update(whole);
      png.writeBytes(new HandMade().big(4, whole.length - 4).bytes());
      png.writeBytes(whole);
      png.writeBytes(new HandMade().big(4, crc.getValue()).bytes());
    }
    png.write(small, 33, small.length - 33);
    return png.toByteArray();
  }
}
