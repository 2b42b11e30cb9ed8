package io.fanlens.picture.vips;

import io.fanlens.picture.header.TiffPage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Brings an image of any colours to 8-bit sRGB or grey without alpha. A profile is only followed
 * where it says something else than sRGB, and always straight from profile to profile in 8 bits:
 * the way over Lab in floating point costs ten times as much.
 */
final class VipsColours {

  static final int SRGB = 22;

  private static final int GREY = 1;
  private static final int GREY_16 = 26;
  private static final int CMYK = 15;

  private static final String PROFILE = "icc-profile-data";
  private static final int UCHAR = 0;
  private static final double WHITE = 255;
  private static final int RELATIVE = 1;
  private static final int COLOURS_OF_CMYK = 3;

  private final VipsScope scope;
  private final MemorySegment given;

  private final Optional<TiffPage> page;

  VipsColours(VipsScope scope, MemorySegment given) {
    this(scope, given, Optional.empty());
  }

  /** Of a TIFF, whose page says which samples are colours. */
  VipsColours(VipsScope scope, MemorySegment given, Optional<TiffPage> page) {
    this.scope = scope;
    this.given = given;
    this.page = page;
  }

  /** Before scaling: to 8 bits, which makes the scaling cheaper, and onto white. */
  MemorySegment beforeScaling() throws VipsException {
    MemorySegment image = page.isPresent() ? VipsSamples.known(scope, given, page.get()) : given;
    if (get("format", image) != UCHAR && followsProfile(image)) {
      image = throughProfile(image);
    }
    if (interpretation(image) != CMYK
        && (get("format", image) != UCHAR || !isPlain(interpretation(image)))) {
      int grey = interpretation(image);
      image =
          scope.apply("vips_colourspace", image, 1, grey == GREY || grey == GREY_16 ? GREY : SRGB);
    }
    return onWhite(image);
  }

  /** After scaling, when there are the fewest pixels: through the profile. */
  MemorySegment afterScaling(MemorySegment image) throws VipsException {
    if (interpretation(image) == CMYK && !hasProfile(image)) {
      return inksMultiplied(image);
    }
    return interpretation(image) == CMYK || followsProfile(image) ? throughProfile(image) : image;
  }

  /**
   * Printing inks that nobody described: each takes its part of the light, as every other tool
   * reads them too. A tenth of the time that a profile takes.
   */
  private MemorySegment inksMultiplied(MemorySegment image) throws VipsException {
    MemorySegment light = scope.apply("vips_invert", image, 0);
    MemorySegment colours =
        scope.apply("vips_extract_band", light, 1, 0, scope.text("n"), COLOURS_OF_CMYK);
    MemorySegment black = scope.apply("vips_extract_band", light, 1, COLOURS_OF_CMYK);
    MemorySegment out = scope.arena().allocate(ValueLayout.ADDRESS);
    scope.vips().operation("vips_multiply", 3, colours, black, out);
    MemorySegment product = scope.own(out.get(ValueLayout.ADDRESS, 0));
    MemorySegment rgb = scope.apply("vips_msb", product, 0); // by 256, not 255: off by 1 at most
    return scope.apply("vips_copy", rgb, 0, scope.text("interpretation"), SRGB);
  }

  private MemorySegment onWhite(MemorySegment image) throws VipsException {
    if (scope.vips().number("vips_image_hasalpha", image) == 0) {
      return image;
    }
    MemorySegment white =
        scope
            .vips()
            .pointer(
                "vips_array_double_new",
                scope.arena().allocateFrom(ValueLayout.JAVA_DOUBLE, WHITE),
                1);
    try {
      return scope.apply("vips_flatten", image, 0, scope.text("background"), white);
    } finally {
      scope.vips().nothing("vips_area_unref", white);
    }
  }

  private MemorySegment throughProfile(MemorySegment image) throws VipsException {
    boolean cmyk = interpretation(image) == CMYK;
    return scope.apply(
        "vips_icc_transform",
        image,
        1,
        scope.text("srgb"),
        scope.text("embedded"),
        1,
        scope.text("input-profile"),
        scope.text(cmyk ? "cmyk" : "srgb"),
        scope.text("intent"),
        RELATIVE,
        scope.text("depth"),
        8);
  }

  private boolean hasProfile(MemorySegment image) {
    MemorySegment name = scope.text(PROFILE);
    return scope.vips().pointer("vips_image_get_typeof", image, name).address() != 0;
  }

  private boolean followsProfile(MemorySegment image) {
    if (!hasProfile(image)) {
      return false;
    }
    MemorySegment name = scope.text(PROFILE);
    MemorySegment data = scope.arena().allocate(ValueLayout.ADDRESS);
    MemorySegment length = scope.arena().allocate(ValueLayout.JAVA_LONG);
    if (scope.vips().number("vips_image_get_blob", image, name, data, length) != 0) {
      return false;
    }
    byte[] profile =
        scope.vips().bytes(data.get(ValueLayout.ADDRESS, 0), length.get(ValueLayout.JAVA_LONG, 0));
    return IccProfile.changesColours(profile);
  }

  private static boolean isPlain(int interpretation) {
    return interpretation == SRGB || interpretation == GREY;
  }

  private int interpretation(MemorySegment image) {
    return get("interpretation", image);
  }

  private int get(String what, MemorySegment image) {
    return scope.vips().number("vips_image_get_" + what, image);
  }
}
