package io.fanlens.picture.vips;

import io.fanlens.picture.Size;
import io.fanlens.picture.codec.RgbPixels;
import io.fanlens.picture.header.Orientation;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.image.BufferedImage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Writes pictures in the formats, colours and orientations that the JDK cannot write. */
public record VipsPictures(Vips vips) {

  public enum Colours {
    SRGB,
    GREY,
    ALPHA,
    RGB16,
    GREY16,
    CMYK,
    P3
  }

  private static final int INTERPRETATION_CMYK = 15;
  private static final int INTERPRETATION_GREY = 1;
  private static final int INTERPRETATION_RGB16 = 25;
  private static final int INTERPRETATION_GREY16 = 26;
  private static final double HALF = 128;

  /**
   * A file of the picture.
   *
   * @param upright as it shall be seen
   * @param saver for example {@code webp}
   * @param options names and values of the saver's options
   */
  public byte[] encode(
      BufferedImage upright,
      String saver,
      Colours colours,
      Orientation orientation,
      Object... options) {
    try (VipsScope scope = new VipsScope(vips)) {
      BufferedImage stored = stored(upright, orientation);
      RgbPixels rgb = RgbPixels.taking(stored);
      MemorySegment memory = scope.arena().allocateFrom(ValueLayout.JAVA_BYTE, rgb.rgb());
      MemorySegment image =
          scope.own(
              vips.pointer(
                  "vips_image_new_from_memory",
                  memory,
                  memory.byteSize(),
                  rgb.width(),
                  rgb.height(),
                  3,
                  0));
      image = scope.apply("vips_copy", image, 0, scope.text("interpretation"), VipsColours.SRGB);
      image = coloured(scope, image, colours);
      vips.nothing("vips_image_set_int", image, scope.text("orientation"), orientation.tag());
      return save(scope, image, "vips_" + saver + "save_buffer", options);
    } catch (VipsException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MemorySegment coloured(VipsScope scope, MemorySegment image, Colours colours)
      throws VipsException {
    return switch (colours) {
      case SRGB -> image;
      case GREY -> scope.apply("vips_colourspace", image, 1, INTERPRETATION_GREY);
      case ALPHA -> scope.apply("vips_bandjoin_const1", image, 1, HALF);
      case RGB16 -> scope.apply("vips_colourspace", image, 1, INTERPRETATION_RGB16);
      case GREY16 -> scope.apply("vips_colourspace", image, 1, INTERPRETATION_GREY16);
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

  private byte[] save(VipsScope scope, MemorySegment image, String saver, Object... options)
      throws VipsException {
    MemorySegment buffer = scope.arena().allocate(ValueLayout.ADDRESS);
    MemorySegment length = scope.arena().allocate(ValueLayout.JAVA_LONG);
    Object[] arguments = new Object[3 + options.length];
    arguments[0] = image;
    arguments[1] = buffer;
    arguments[2] = length;
    for (int i = 0; i < options.length; i++) {
      arguments[3 + i] = options[i] instanceof String text ? scope.text(text) : options[i];
    }
    vips.operation(saver, 3, arguments);
    MemorySegment bytes = buffer.get(ValueLayout.ADDRESS, 0);
    try {
      return vips.bytes(bytes, length.get(ValueLayout.JAVA_LONG, 0));
    } finally {
      vips.nothing("g_free", bytes);
    }
  }

  /** The pixels as they lie in the file, so that they are seen upright after the turn. */
  private static BufferedImage stored(BufferedImage upright, Orientation orientation) {
    Size size = orientation.turned(new Size(upright.getWidth(), upright.getHeight()));
    BufferedImage stored =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = stored.createGraphics();
    try {
      AffineTransform turn = orientation.toUpright(size.width(), size.height());
      graphics.drawImage(upright, turn.createInverse(), null);
    } catch (NoninvertibleTransformException e) {
      throw new IllegalStateException(e);
    } finally {
      graphics.dispose();
    }
    return stored;
  }
}
