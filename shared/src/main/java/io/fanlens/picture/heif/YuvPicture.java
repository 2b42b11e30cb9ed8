package io.fanlens.picture.heif;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A decoded picture in native memory: brightness and two planes of colour, which may be coarser.
 *
 * @param bits of a sample; over 8, a sample has two bytes
 * @param chromaX by how much colour is coarser: 2 to the power of this, of columns; -1 where it is
 *     grey
 * @param chromaY the same of rows
 */
@SuppressWarnings({"ArrayRecordComponent", "restricted"}) // never compared; native rows
record YuvPicture(
    int width,
    int height,
    int bits,
    int chromaX,
    int chromaY,
    MemorySegment[] planes,
    int[] strides,
    ColourCoding colours) {

  private static final Pattern FORMAT =
      Pattern.compile("(yuvj?|gray|gbrp)(420|422|444)?p?(9|10|12|14|16)?(le)?");

  /** By FFmpeg's name of a pixel format, such as {@code yuv420p10le}. */
  static YuvPicture of(
      String format,
      int width,
      int height,
      MemorySegment[] planes,
      int[] strides,
      ColourCoding colours)
      throws IOException {
    Matcher matcher = FORMAT.matcher(format);
    if (!matcher.matches()) {
      throw new IOException("its pixels are %s, which is not known".formatted(format));
    }
    boolean grey = matcher.group(1).equals("gray");
    boolean fine = matcher.group(2) == null || matcher.group(2).equals("444");
    boolean rows = "420".equals(matcher.group(2));
    return new YuvPicture(
        width,
        height,
        matcher.group(3) == null ? 8 : Integer.parseInt(matcher.group(3)),
        grey ? -1 : fine ? 0 : 1,
        rows ? 1 : 0,
        planes,
        strides,
        switch (matcher.group(1)) {
          case "gbrp" -> new ColourCoding(ColourCoding.IDENTITY, colours.fullRange());
          case "yuvj" -> colours.withFullRange();
          default -> colours;
        });
  }

  /** The same samples, which mean other colours. */
  YuvPicture coded(ColourCoding other) {
    return new YuvPicture(width, height, bits, chromaX, chromaY, planes, strides, other);
  }

  /** The first pixels of a row in red, green and blue. */
  byte[] rgb(int y, int count) {
    byte[] rgb = new byte[3 * count];
    int[] luma = samples(0, y, count);
    if (chromaX < 0) {
      grey(luma, rgb);
      return rgb;
    }
    int coarse = (count + (1 << chromaX) - 1) >> chromaX;
    int[] first = samples(1, y >> chromaY, coarse);
    int[] second = samples(2, y >> chromaY, coarse);
    if (colours.matrix() == ColourCoding.IDENTITY) {
      for (int x = 0; x < count; x++) { // green, blue, red
        rgb[3 * x] = eight(second[x]);
        rgb[3 * x + 1] = eight(luma[x]);
        rgb[3 * x + 2] = eight(first[x]);
      }
    } else {
      coloured(luma, first, second, rgb);
    }
    return rgb;
  }

  private void grey(int[] luma, byte[] rgb) {
    int brightness = brightness();
    int base = base();
    for (int x = 0; x < luma.length; x++) {
      byte value = clamp(luma[x] * brightness + base);
      rgb[3 * x] = value;
      rgb[3 * x + 1] = value;
      rgb[3 * x + 2] = value;
    }
  }

  private void coloured(int[] luma, int[] first, int[] second, byte[] rgb) {
    double kr = colours.red();
    double kb = colours.blue();
    double kg = 1 - kr - kb;
    double colour = colours.fullRange() ? 255.0 / most() : 255.0 / (224 << (bits - 8));
    int redOfV = fixed(2 * (1 - kr) * colour);
    int blueOfU = fixed(2 * (1 - kb) * colour);
    int greenOfU = fixed(2 * (1 - kb) * kb / kg * colour);
    int greenOfV = fixed(2 * (1 - kr) * kr / kg * colour);
    int middle = 1 << (bits - 1);
    int brightness = brightness();
    int base = base();
    for (int x = 0; x < luma.length; x++) {
      int light = luma[x] * brightness + base;
      int u = first[x >> chromaX] - middle;
      int v = second[x >> chromaX] - middle;
      rgb[3 * x] = clamp(light + redOfV * v);
      rgb[3 * x + 1] = clamp(light - greenOfU * u - greenOfV * v);
      rgb[3 * x + 2] = clamp(light + blueOfU * u);
    }
  }

  private int brightness() {
    return fixed(colours.fullRange() ? 255.0 / most() : 255.0 / (219 << (bits - 8)));
  }

  /** What black takes away, and a half to round. */
  private int base() {
    return fixed(0.5) - (colours.fullRange() ? 0 : (16 << (bits - 8)) * brightness());
  }

  private int most() {
    return (1 << bits) - 1;
  }

  private byte eight(int sample) {
    return (byte) (sample >> (bits - 8));
  }

  private int[] samples(int plane, int y, int count) {
    int[] samples = new int[count];
    long from = (long) y * strides[plane];
    if (bits > 8) {
      short[] row = new short[count];
      MemorySegment memory = planes[plane].reinterpret(from + 2L * count);
      MemorySegment.copy(memory, ValueLayout.JAVA_SHORT_UNALIGNED, from, row, 0, count);
      for (int x = 0; x < count; x++) {
        samples[x] = row[x] & 0xFFFF;
      }
    } else {
      byte[] row = new byte[count];
      MemorySegment memory = planes[plane].reinterpret(from + count);
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, from, row, 0, count);
      for (int x = 0; x < count; x++) {
        samples[x] = row[x] & 0xFF;
      }
    }
    return samples;
  }

  /** With 16 binary places, as all that is computed here. */
  private static int fixed(double value) {
    return (int) Math.round(value * (1 << 16));
  }

  private static byte clamp(int value) {
    return (byte) Math.clamp(value >> 16, 0, 255);
  }
}
