package io.fanlens.picture.vips;

import io.fanlens.picture.codec.UnknownSamplesException;
import io.fanlens.picture.header.TiffPage;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Brings a TIFF's samples to those that libvips understands: 32 bits to 8, and nothing beside the
 * colours but what the file declares to be opacity. A fourth sample may as well be a selection.
 */
final class VipsSamples {

  private static final int UCHAR = 0;
  private static final int CHAR = 1;
  private static final int USHORT = 2;
  private static final int UINT = 4;
  private static final int FLOAT = 6;

  private static final int MULTIBAND = 0;
  private static final int GREY = 1;
  private static final int LAB = 13;
  private static final int LABS = 21;
  private static final int CMYK = 15;
  private static final int RGB_16 = 25;
  private static final int GREY_16 = 26;

  private static final double TO_PERCENT = 100 / 255.0;
  private static final double TO_8_BITS = 1.0 / (1 << 24);

  /** Samples of 0 to 1 may overshoot, but not on the whole. */
  private static final double BRIGHTEST = 1;

  private VipsSamples() {}

  static MemorySegment known(VipsScope scope, MemorySegment given, TiffPage page)
      throws VipsException {
    Vips vips = scope.vips();
    MemorySegment image = given;
    int bands = vips.number("vips_image_get_bands", image);
    if (bands == page.samples() && bands > page.colours()) {
      image = colours(scope, image, page);
    }
    if (page.isLabOf8Bits()) {
      return fromLab(scope, lab(scope, image));
    }
    if (vips.number("vips_image_get_interpretation", image) == LABS) {
      return fromLab(scope, scope.apply("vips_LabS2Lab", image, 0));
    }
    if (vips.number("vips_image_get_format", image) != UINT) {
      return image;
    }
    MemorySegment scaled = scope.apply("vips_linear1", image, 2, TO_8_BITS, 0.0);
    MemorySegment bytes = scope.apply("vips_cast", scaled, 1, UCHAR);
    return scope.apply(
        "vips_copy", bytes, 0, scope.text("interpretation"), interpretation(UCHAR, page.colours()));
  }

  private static MemorySegment colours(VipsScope scope, MemorySegment image, TiffPage page)
      throws VipsException {
    MemorySegment colours =
        scope.apply("vips_extract_band", image, 1, 0, scope.text("n"), page.colours());
    if (page.alpha() >= 0) {
      colours = joined(scope, colours, scope.apply("vips_extract_band", image, 1, page.alpha()));
    }
    int format = scope.vips().number("vips_image_get_format", image);
    boolean unnamed =
        scope.vips().number("vips_image_get_interpretation", image) == MULTIBAND
            && (format == UCHAR || format == USHORT);
    return unnamed
        ? scope.apply(
            "vips_copy",
            colours,
            0,
            scope.text("interpretation"),
            interpretation(format, page.colours()))
        : colours;
  }

  /** Lightness of 0 to 255 to one of 0 to 100, and the other two with their sign. */
  private static MemorySegment lab(VipsScope scope, MemorySegment image) throws VipsException {
    MemorySegment lightness = scope.apply("vips_extract_band", image, 1, 0);
    lightness = scope.apply("vips_linear1", lightness, 2, TO_PERCENT, 0.0);
    MemorySegment colours = scope.apply("vips_extract_band", image, 1, 1, scope.text("n"), 2);
    colours = scope.apply("vips_copy", colours, 0, scope.text("format"), CHAR);
    return scope.apply(
        "vips_copy", joined(scope, lightness, colours), 0, scope.text("interpretation"), LAB);
  }

  /** In the white of printing, D50, as profiles have it; libvips' own way takes it for daylight. */
  private static MemorySegment fromLab(VipsScope scope, MemorySegment lab) throws VipsException {
    return scope.apply("vips_icc_export", lab, 0, scope.text("output-profile"), scope.text("srgb"));
  }

  private static MemorySegment joined(VipsScope scope, MemorySegment one, MemorySegment other)
      throws VipsException {
    MemorySegment out = scope.arena().allocate(ValueLayout.ADDRESS);
    scope.vips().operation("vips_bandjoin2", 3, one, other, out);
    return scope.own(out.get(ValueLayout.ADDRESS, 0));
  }

  private static int interpretation(int format, int colours) {
    return switch (colours) {
      case 1 -> format == USHORT ? GREY_16 : GREY;
      case 4 -> CMYK;
      default -> format == USHORT ? RGB_16 : VipsColours.SRGB;
    };
  }

  /** To be called with an image of its own, whose pixels are read once. */
  static void requireKnownRange(VipsScope scope, MemorySegment image) throws IOException {
    if (scope.vips().number("vips_image_get_format", image) != FLOAT) {
      return;
    }
    MemorySegment mean = scope.arena().allocate(ValueLayout.JAVA_DOUBLE);
    scope.vips().operation("vips_avg", 2, image, mean);
    if (mean.get(ValueLayout.JAVA_DOUBLE, 0) > BRIGHTEST) {
      throw new UnknownSamplesException("has floating-point samples beyond 0 to 1");
    }
  }
}
