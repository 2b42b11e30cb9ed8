package io.fanlens.picture.vips;

import io.fanlens.picture.Size;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Whether a JPEG is blank though the file it was made of is not. Samples in a range that nobody
 * expected come out as white or black, and a blank picture would be a success without a face.
 */
final class BlankCheck {

  /** The file header, and a blank block's 32 bits for 256 pixels with room for another half. */
  private static final int HEADER_BYTES = 1_000;

  private static final int PIXELS_A_BYTE = 40;

  private static final int SEQUENTIAL = 1;
  private static final double LEVELS = 255;

  /** Of 255 levels: below it a picture is blank. */
  private static final double BLANK = 1;

  /** Of the range of its samples: above it a picture is surely not. */
  private static final double NOT_BLANK = 0.04;

  private final Vips vips;
  private final MemorySegment file;

  BlankCheck(Vips vips, MemorySegment file) {
    this.vips = vips;
    this.file = file;
  }

  /** What has more bytes needs no check. */
  static long mostBytesOfBlank(Size size) {
    return HEADER_BYTES + size.pixels() / PIXELS_A_BYTE;
  }

  boolean isLostIn(byte[] jpeg) throws VipsException {
    try (VipsScope scope = new VipsScope(vips)) {
      MemorySegment sent = scope.arena().allocateFrom(ValueLayout.JAVA_BYTE, jpeg);
      if (spread(sent) * LEVELS >= BLANK || hasAlpha(scope)) {
        return false;
      }
      return spread(file) > NOT_BLANK;
    }
  }

  /** What is transparent is white, whatever its colours. */
  private boolean hasAlpha(VipsScope scope) throws VipsException {
    return vips.number("vips_image_hasalpha", load(scope, file)) != 0;
  }

  /** The largest deviation of a band, as a part of the range of its samples. */
  private double spread(MemorySegment picture) throws VipsException {
    double most = 0;
    int bands = 1;
    for (int band = 0; band < bands; band++) {
      try (VipsScope scope = new VipsScope(vips)) {
        MemorySegment image = load(scope, picture);
        bands = vips.number("vips_image_get_bands", image);
        MemorySegment one = scope.apply("vips_extract_band", image, 1, band);
        MemorySegment statistics = scope.apply("vips_stats", one, 0);
        double range = Math.max(Math.abs(at(scope, statistics, 0)), at(scope, statistics, 1));
        double deviation = at(scope, statistics, 5);
        boolean eightBits = vips.number("vips_image_get_format", image) == 0;
        most =
            Math.max(most, deviation / (eightBits ? LEVELS : Math.max(range, Double.MIN_NORMAL)));
      }
    }
    return most;
  }

  /** Of the only band's row: the least, the greatest, sum, sum of squares, mean, deviation. */
  @SuppressWarnings("restricted") // --enable-native-access is given to whatever runs this
  private double at(VipsScope scope, MemorySegment statistics, int column) throws VipsException {
    MemorySegment values = scope.arena().allocate(ValueLayout.ADDRESS);
    MemorySegment count = scope.arena().allocate(ValueLayout.JAVA_INT);
    vips.operation("vips_getpoint", 5, statistics, values, count, column, 0);
    MemorySegment found = values.get(ValueLayout.ADDRESS, 0);
    try {
      return found.reinterpret(Double.BYTES).get(ValueLayout.JAVA_DOUBLE, 0);
    } finally {
      vips.nothing("g_free", found);
    }
  }

  private MemorySegment load(VipsScope scope, MemorySegment picture) throws VipsException {
    return scope.own(
        vips.variadicPointer(
            "vips_image_new_from_buffer",
            3,
            picture,
            picture.byteSize(),
            scope.text(""),
            scope.text("access"),
            SEQUENTIAL));
  }
}
