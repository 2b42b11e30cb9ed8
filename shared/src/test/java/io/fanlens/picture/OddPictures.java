package io.fanlens.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

/** Files that cameras, phones and other programs write, and that are not quite by the book. */
public final class OddPictures {

  private OddPictures() {}

  /** A video behind the end, as phones put it there; it has scans' markers by chance. */
  public static byte[] motionPhoto(byte[] jpeg, int videoBytes) {
    byte[] video = new byte[videoBytes];
    new Random(5).nextBytes(video);
    byte[] type = new HandMade().big(4, 24).text("ftypmp42\0\0\0\0isommp42").bytes();
    return together(jpeg, type, video);
  }

  /** Bytes behind the first segment, where the next one should begin. */
  public static byte[] withStrayBytes(byte[] jpeg, byte[] stray) {
    int end = 4 + ((jpeg[4] & 0xFF) << 8 | (jpeg[5] & 0xFF));
    return together(Arrays.copyOf(jpeg, end), stray, Arrays.copyOfRange(jpeg, end, jpeg.length));
  }

  /** A comment that goes on behind its length. */
  public static byte[] withLongComment(byte[] jpeg) {
    return withStrayBytes(
        jpeg, new HandMade().big(2, 0xFFFE).big(2, 6).text("made in a hurry").bytes());
  }

  /** As long as this, by comments behind the size. */
  public static byte[] withComments(byte[] jpeg, int bytes) {
    int at = 0;
    while (jpeg[at] != -1 || jpeg[at + 1] != (byte) 0xDA) {
      at++;
    }
    ByteArrayOutputStream comments = new ByteArrayOutputStream();
    int missing = bytes - jpeg.length;
    while (missing > 0) {
      int segment = missing > 70_000 ? 60_000 : Math.min(missing, 65_000);
      comments.writeBytes(
          new HandMade().big(2, 0xFFFE).big(2, segment - 2).zeros(segment - 4).bytes());
      missing -= segment;
    }
    return together(
        Arrays.copyOf(jpeg, at), comments.toByteArray(), Arrays.copyOfRange(jpeg, at, jpeg.length));
  }

  public static byte[] withoutEndMarker(byte[] jpeg) {
    return Arrays.copyOf(jpeg, jpeg.length - 2);
  }

  /** A PNG with a chunk behind its first one. */
  public static byte[] withChunk(byte[] png, String name, byte[] content) {
    return withChunkAt(png, 33, name, content);
  }

  /** A PNG with a chunk behind its pixels. */
  public static byte[] withLastChunk(byte[] png, String name, byte[] content) {
    return withChunkAt(png, png.length - 12, name, content);
  }

  private static byte[] withChunkAt(byte[] png, int at, String name, byte[] content) {
    byte[] named = together(new HandMade().text(name).bytes(), content);
    CRC32 crc = new CRC32();
    crc.update(named);
    return together(
        Arrays.copyOf(png, at),
        new HandMade().big(4, content.length).bytes(),
        named,
        new HandMade().big(4, crc.getValue()).bytes(),
        Arrays.copyOfRange(png, at, png.length));
  }

  /** As a PNG's eXIf chunk has it. */
  public static byte[] exif(int orientation) {
    return new HandMade()
        .text("MM")
        .big(2, 42)
        .big(4, 8)
        .big(2, 1)
        .big(2, 0x112)
        .big(2, 3)
        .big(4, 1)
        .big(2, orientation)
        .zeros(6)
        .bytes();
  }

  /** The header of OS/2 that ends after the bits. */
  public static byte[] os2Bmp(BufferedImage picture) {
    byte[] bmp = TestPictures.encode(picture, "bmp");
    ByteBuffer changed = ByteBuffer.wrap(bmp.clone()).order(ByteOrder.LITTLE_ENDIAN);
    changed.putInt(2, bmp.length - 24).putInt(10, changed.getInt(10) - 24).putInt(14, 16);
    return together(Arrays.copyOf(changed.array(), 30), Arrays.copyOfRange(bmp, 54, bmp.length));
  }

  /** Without a word on where the pixels begin. */
  public static byte[] bmpWithoutOffset(BufferedImage picture) {
    byte[] bmp = TestPictures.encode(picture, "bmp");
    Arrays.fill(bmp, 10, 14, (byte) 0);
    return bmp;
  }

  /** A still AVIF, its only sample moved into a track: a sequence without a still. */
  public static byte[] avifSequence(byte[] still, int width, int height) {
    byte[] description = boxContent(still, "av1C");
    byte[] sample = boxContent(still, "mdat");
    byte[] entry =
        new HandMade()
            .zeros(24)
            .big(2, width)
            .big(2, height)
            .zeros(50)
            .text(latin1(box("av1C", description)))
            .bytes();
    byte[] type = box("ftyp", new HandMade().text("avis\0\0\0\0avismsf1").bytes());
    byte[] movie = movie(entry, sample.length, 0);
    movie = movie(entry, sample.length, type.length + movie.length + 8);
    return together(type, movie, box("mdat", sample));
  }

  private static byte[] movie(byte[] entry, int sampleBytes, int sampleAt) {
    byte[] table =
        together(
            box("stsd", new byte[] {0, 0, 0, 0, 0, 0, 0, 1}, box("av01", entry)),
            box("stsz", new HandMade().zeros(8).big(4, 1).big(4, sampleBytes).bytes()),
            box("stco", new HandMade().zeros(4).big(4, 1).big(4, sampleAt).bytes()));
    byte[] media =
        together(
            box("hdlr", new HandMade().zeros(8).text("pict").zeros(13).bytes()),
            box("minf", box("stbl", table)));
    return box("moov", box("trak", box("mdia", media)));
  }

  private static byte[] box(String name, byte[]... contents) {
    byte[] content = together(contents);
    return together(new HandMade().big(4, 8L + content.length).text(name).bytes(), content);
  }

  private static byte[] boxContent(byte[] file, String name) {
    int at = latin1(file).indexOf(name);
    return Arrays.copyOfRange(file, at + 4, at - 4 + ByteBuffer.wrap(file).getInt(at - 4));
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  public static byte[] together(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
