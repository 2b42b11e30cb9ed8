package io.fanlens.picture;

import io.fanlens.picture.PreparedPicture.Size;
import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGQTable;

/**
 * The quantisation tables in which a JPEG is written again, and its header with them: the
 * standard's at a quality, but nowhere finer than the source's. At quality 85 the first step is 5.
 */
final class JpegSteps {

  private static final int ENTRIES = 64;

  /** The place in a table, row by row, of each entry as files have them. */
  static final int[] ZIGZAG = zigzag();

  private final Size size;
  private final boolean grey;
  private final int[] light;
  private final int[] colour;

  private JpegSteps(Size size, boolean grey, int[] light, int[] colour) {
    this.size = size;
    this.grey = grey;
    this.light = light;
    this.colour = colour;
  }

  /** Those of a source that is turned. */
  static JpegSteps coarser(BaselineJpeg source, JpegTurn turn, int quality) {
    int[] light = standard(JPEGQTable.K1Luminance, quality);
    int[] colour = standard(JPEGQTable.K2Chrominance, quality);
    for (int component = 0; component < source.components(); component++) {
      int[] steps = component == 0 ? light : colour;
      for (int i = 0; i < ENTRIES; i++) {
        int place = turn.place(i);
        steps[place] = Math.max(steps[place], source.steps(component)[i]);
      }
    }
    return new JpegSteps(turn.size(), source.components() == 1, light, colour);
  }

  int[] of(int component) {
    return component == 0 ? light : colour;
  }

  /** The scale of the Independent JPEG Group, which all libraries share. */
  private static int[] standard(JPEGQTable table, int quality) {
    int scale = quality < 50 ? 5_000 / quality : 200 - 2 * quality;
    int[] steps = new int[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      steps[i] = Math.clamp((table.getTable()[ZIGZAG[i]] * scale + 50) / 100, 1, 255);
    }
    return steps;
  }

  private static int[] zigzag() {
    int[] places = new int[ENTRIES];
    int i = 0;
    for (int diagonal = 0; diagonal < 15; diagonal++) {
      for (int step = 0; step <= diagonal; step++) {
        int x = diagonal % 2 == 0 ? step : diagonal - step;
        int y = diagonal - x;
        if (x < 8 && y < 8) {
          places[i++] = y * 8 + x;
        }
      }
    }
    return places;
  }

  /** All that stands before the coded pixels. */
  byte[] header() {
    Segments segments = new Segments();
    segments.put(0xE0, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
    segments.table(0xDB, 0, light);
    if (!grey) {
      segments.table(0xDB, 1, colour);
    }
    int height = size.height();
    int width = size.width();
    if (grey) {
      segments.put(0xC0, 8, height >> 8, height & 0xFF, width >> 8, width & 0xFF, 1, 1, 0x11, 0);
    } else {
      segments.put(
          0xC0,
          8,
          height >> 8,
          height & 0xFF,
          width >> 8,
          width & 0xFF,
          3,
          1,
          0x22,
          0,
          2,
          0x11,
          1,
          3,
          0x11,
          1);
    }
    segments.table(0xC4, 0x00, unsigned(HuffmanEncoder.DC_LIGHT.bytes()));
    segments.table(0xC4, 0x10, unsigned(HuffmanEncoder.AC_LIGHT.bytes()));
    if (grey) {
      segments.put(0xDA, 1, 1, 0, 0, 63, 0);
    } else {
      segments.table(0xC4, 0x01, unsigned(HuffmanEncoder.DC_COLOUR.bytes()));
      segments.table(0xC4, 0x11, unsigned(HuffmanEncoder.AC_COLOUR.bytes()));
      segments.put(0xDA, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0);
    }
    return segments.bytes.toByteArray();
  }

  private static int[] unsigned(byte[] bytes) {
    int[] values = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] & 0xFF;
    }
    return values;
  }

  /** Writes segments of bytes. */
  private static final class Segments {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Segments() {
      marker(0xD8);
    }

    private void marker(int marker) {
      bytes.write(0xFF);
      bytes.write(marker);
    }

    void put(int marker, int... content) {
      marker(marker);
      int length = content.length + 2;
      bytes.write(length >> 8);
      bytes.write(length & 0xFF);
      for (int value : content) {
        bytes.write(value);
      }
    }

    void table(int marker, int name, int[] values) {
      int[] content = new int[values.length + 1];
      content[0] = name;
      System.arraycopy(values, 0, content, 1, values.length);
      put(marker, content);
    }
  }
}
