package io.fanlens.bench.pictures;

import io.fanlens.picture.vips.Vips;
import io.fanlens.picture.vips.VipsException;
import io.fanlens.picture.vips.VipsScope;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** Writes pixels in the formats and colours that the JDK cannot write, for measurements. */
final class SampleWriter {

  /** What the written picture holds. */
  enum Colours {
    SRGB,
    ALPHA,
    RGB16,
    CMYK,
    P3
  }

  private static final int BANDS = 3;
  private static final int UCHAR = 0;
  private static final int INTERPRETATION_CMYK = 15;
  private static final int INTERPRETATION_SRGB = 22;
  private static final int INTERPRETATION_RGB16 = 25;

  private final Vips vips;

  SampleWriter(Path library) {
    vips = Vips.open(library);
  }

  /**
   * Writes a file.
   *
   * @param rgb three bytes a pixel, as stored
   * @param orientation EXIF's tag
   * @param saver for example {@code webp}
   * @param options names and values of the saver's options
   */
  void write(
      Path file,
      byte[] rgb,
      int width,
      int height,
      Colours colours,
      int orientation,
      String saver,
      Object... options) {
    try (VipsScope scope = new VipsScope(vips)) {
      MemorySegment memory = scope.arena().allocateFrom(ValueLayout.JAVA_BYTE, rgb);
      MemorySegment image =
          scope.own(
              vips.pointer(
                  "vips_image_new_from_memory",
                  memory,
                  memory.byteSize(),
                  width,
                  height,
                  BANDS,
                  UCHAR));
      image = scope.apply("vips_copy", image, 0, scope.text("interpretation"), INTERPRETATION_SRGB);
      image = coloured(scope, image, colours);
      if (orientation != 1) {
        vips.nothing("vips_image_set_int", image, scope.text("orientation"), orientation);
      }
      Object[] arguments = new Object[2 + options.length];
      arguments[0] = image;
      arguments[1] = scope.text(file.toString());
      for (int i = 0; i < options.length; i++) {
        arguments[2 + i] = options[i] instanceof String text ? scope.text(text) : options[i];
      }
      vips.operation("vips_" + saver + "save", 2, arguments);
    } catch (VipsException e) {
      throw new IllegalStateException("%s cannot be written".formatted(file), e);
    }
  }

  private static MemorySegment coloured(VipsScope scope, MemorySegment image, Colours colours)
      throws VipsException {
    return switch (colours) {
      case SRGB -> image;
      case ALPHA -> alpha(scope, image);
      case RGB16 -> scope.apply("vips_colourspace", image, 1, INTERPRETATION_RGB16);
      case CMYK -> scope.apply("vips_colourspace", image, 1, INTERPRETATION_CMYK);
      case P3 ->
          scope.apply(
              "vips_icc_transform",
              image,
              1,
              scope.text("p3"),
              scope.text("input-profile"),
              scope.text("srgb"));
    };
  }

  /** The green channel as transparency, so that it varies as soft masks do. */
  private static MemorySegment alpha(VipsScope scope, MemorySegment image) throws VipsException {
    MemorySegment green = scope.apply("vips_extract_band", image, 1, 1);
    MemorySegment out = scope.arena().allocate(ValueLayout.ADDRESS);
    scope.vips().operation("vips_bandjoin2", 3, image, green, out);
    return scope.own(out.get(ValueLayout.ADDRESS, 0));
  }
}
