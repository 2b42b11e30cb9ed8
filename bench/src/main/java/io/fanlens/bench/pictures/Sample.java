package io.fanlens.bench.pictures;

import io.fanlens.bench.pictures.SampleWriter.Colours;
import java.util.List;

/**
 * A picture to be converted, and how its file is written.
 *
 * @param name as the table shows it
 * @param file its name
 * @param megapixels how large it is written, 4:3
 * @param longest px of the JPEG's longer side; 0 for the picture's own size
 * @param orientation EXIF's tag
 * @param saver {@code bmp} and {@code gif} by the JDK, all others by libvips
 * @param profile whether the file has a colour profile, so that tools which need telling follow it
 * @param options names and values of the saver's options
 */
record Sample(
    String name,
    String file,
    double megapixels,
    int longest,
    Colours colours,
    int orientation,
    String saver,
    boolean profile,
    List<Object> options) {

  private static final int SIDEWAYS = 6;
  private static final int LARGEST = 50;
  private static final int LONGEST = 4_096;
  private static final int USUAL = 12;

  private static final double TINY = 0.05;

  /** VipsForeignKeep: all but the profile. */
  private static final int KEEP_NO_PROFILE = 1 | 2 | 4 | 16;

  Sample {
    options = List.copyOf(options);
    if (megapixels <= 0) {
      throw new IllegalArgumentException(
          "megapixels of %s is %s; give more than 0".formatted(name, megapixels));
    }
  }

  int height() {
    return (int) Math.sqrt(megapixels * 1e6 * 3 / 4) / 2 * 2;
  }

  int width() {
    return height() * 4 / 3;
  }

  /** The upright size of the JPEG that must come out. */
  int[] target() {
    double factor = longest == 0 ? 1 : Math.min(1, (double) longest / width());
    int width = (int) Math.round(width() * factor);
    int height = (int) Math.round(height() * factor);
    return orientation >= 5 ? new int[] {height, width} : new int[] {width, height};
  }

  /** As many pixels as are read. */
  double sourceMegapixels() {
    return width() * height() / 1e6;
  }

  private static Sample jpeg(
      String name, double megapixels, Colours colours, int orientation, Object... more) {
    List<Object> options =
        new java.util.ArrayList<>(
            List.of("Q", colours == Colours.CMYK ? 75 : 92, "subsample-mode", 1));
    options.addAll(List.of(more));
    boolean profile =
        (colours == Colours.CMYK || colours == Colours.P3) && !options.contains(KEEP_NO_PROFILE);
    return new Sample(
        name,
        file(name, "jpg"),
        megapixels,
        megapixels >= LARGEST ? LONGEST : 0,
        colours,
        orientation,
        "jpeg",
        profile,
        options);
  }

  private static Sample other(String name, String saver, Colours colours, Object... options) {
    return new Sample(
        name, file(name, saver), USUAL, 0, colours, 1, saver, false, List.of(options));
  }

  private static String file(String name, String ending) {
    return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "." + ending;
  }

  /** Every format, in 12 Mpx where nothing else is said. */
  static List<Sample> all() {
    return List.of(
        jpeg("JPEG 3 Mpx", 3, Colours.SRGB, 1),
        jpeg("JPEG", USUAL, Colours.SRGB, 1),
        jpeg("JPEG sideways", USUAL, Colours.SRGB, SIDEWAYS),
        jpeg("JPEG progressive", USUAL, Colours.SRGB, 1, "interlace", 1),
        jpeg("JPEG Display P3", USUAL, Colours.P3, 1),
        jpeg("JPEG CMYK with profile", USUAL, Colours.CMYK, 1),
        jpeg("JPEG CMYK without profile", USUAL, Colours.CMYK, 1, "keep", KEEP_NO_PROFILE),
        jpeg("JPEG 50 Mpx to 4096 px", LARGEST, Colours.SRGB, 1),
        jpeg("JPEG 50 Mpx sideways to 4096 px", LARGEST, Colours.SRGB, SIDEWAYS),
        other("TIFF LZW", "tiff", Colours.SRGB, "compression", 5),
        other("TIFF deflate 16-bit", "tiff", Colours.RGB16, "compression", 2),
        other("WebP lossy", "webp", Colours.SRGB, "Q", 85),
        other("WebP lossless", "webp", Colours.SRGB, "lossless", 1, "effort", 2),
        other("PNG", "png", Colours.SRGB),
        other("PNG alpha", "png", Colours.ALPHA),
        other("PNG 16-bit", "png", Colours.RGB16),
        other("BMP", "bmp", Colours.SRGB),
        other("GIF", "gif", Colours.SRGB),
        other("AVIF", "heif", Colours.SRGB, "compression", 4, "Q", 60, "effort", 0));
  }

  /** The same in another size, for quick runs and for tests. */
  Sample inMegapixels(double other) {
    return new Sample(
        name,
        file.replace(".", "-%s.".formatted(Double.toString(other).replace('.', '_'))),
        other,
        longest,
        colours,
        orientation,
        saver,
        profile,
        options);
  }

  /** A JPEG that converts in a blink. */
  static Sample tiny() {
    return jpeg("JPEG", USUAL, Colours.SRGB, 1).inMegapixels(TINY);
  }
}
