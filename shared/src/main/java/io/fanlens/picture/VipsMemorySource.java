package io.fanlens.picture;

import io.fanlens.picture.PreparedPicture.Size;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Pixels that were decoded elsewhere, scaled and written by libvips. */
record VipsMemorySource(Vips vips, RgbPixels pixels) implements PixelSource {

  private static final int UCHAR = 0;
  private static final int BANDS = 3;

  @Override
  public Size upright() {
    return new Size(pixels.width(), pixels.height());
  }

  @Override
  public byte[] jpeg(Size size, int quality) throws IOException {
    try (VipsScope scope = new VipsScope(vips)) {
      MemorySegment memory = scope.arena().allocateFrom(ValueLayout.JAVA_BYTE, pixels.rgb());
      MemorySegment image =
          scope.own(
              vips.pointer(
                  "vips_image_new_from_memory",
                  memory,
                  memory.byteSize(),
                  pixels.width(),
                  pixels.height(),
                  BANDS,
                  UCHAR));
      image = scope.apply("vips_copy", image, 0, scope.text("interpretation"), VipsColours.SRGB);
      return VipsOutput.jpeg(scope, VipsOutput.scaled(scope, image, size), quality);
    }
  }

  @Override
  public void close() {
    // the pixels are only memory
  }
}
