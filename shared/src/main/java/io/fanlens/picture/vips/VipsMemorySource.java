package io.fanlens.picture.vips;

import io.fanlens.picture.Size;
import io.fanlens.picture.codec.PixelSource;
import io.fanlens.picture.codec.RgbRows;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Pixels that were decoded elsewhere, scaled and written by libvips.
 *
 * @param profile of their colours; sRGB without one
 */
record VipsMemorySource(Vips vips, RgbRows pixels, Optional<byte[]> profile)
    implements PixelSource {

  private static final int UCHAR = 0;
  private static final int BANDS = 3;

  VipsMemorySource(Vips vips, RgbRows pixels) {
    this(vips, pixels, Optional.empty());
  }

  @Override
  public Size upright() {
    return new Size(pixels.width(), pixels.height());
  }

  @Override
  public byte[] jpeg(Size size, int quality) throws IOException {
    try (VipsScope scope = new VipsScope(vips)) {
      MemorySegment memory = copied(scope);
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
      if (profile.isPresent()) {
        MemorySegment icc = scope.arena().allocateFrom(ValueLayout.JAVA_BYTE, profile.get());
        MemorySegment name = scope.text("icc-profile-data");
        vips.nothing("vips_image_set_blob_copy", image, name, icc, icc.byteSize());
      }
      VipsColours colours = new VipsColours(scope, image);
      image = colours.afterScaling(VipsOutput.scaled(scope, image, size));
      return VipsOutput.jpeg(scope, image, quality);
    }
  }

  /** A row at a time stays in the processor's cache on its way. */
  private MemorySegment copied(VipsScope scope) throws IOException {
    byte[] row = new byte[Math.multiplyExact(BANDS, pixels.width())];
    MemorySegment memory = scope.memory((long) row.length * pixels.height());
    for (int y = 0; y < pixels.height(); y++) {
      pixels.read(y, row);
      MemorySegment.copy(row, 0, memory, ValueLayout.JAVA_BYTE, (long) row.length * y, row.length);
    }
    return memory;
  }

  @Override
  public void close() {
    // the pixels are only memory
  }
}
