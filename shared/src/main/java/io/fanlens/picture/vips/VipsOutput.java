package io.fanlens.picture.vips;

import io.fanlens.picture.Size;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The last steps of every conversion: the size, and the JPEG. */
final class VipsOutput {

  private static final int KEEP_NOTHING = 0;
  private static final int SUBSAMPLE_ON = 1;

  private VipsOutput() {}

  static MemorySegment scaled(VipsScope scope, MemorySegment image, Size size)
      throws VipsException {
    int width = scope.vips().number("vips_image_get_width", image);
    int height = scope.vips().number("vips_image_get_height", image);
    if (width == size.width() && height == size.height()) {
      return image;
    }
    double horizontal = (double) size.width() / width;
    double vertical = (double) size.height() / height;
    return scope.apply("vips_resize", image, 1, horizontal, scope.text("vscale"), vertical);
  }

  static byte[] jpeg(VipsScope scope, MemorySegment image, int quality) throws VipsException {
    MemorySegment buffer = scope.arena().allocate(ValueLayout.ADDRESS);
    MemorySegment length = scope.arena().allocate(ValueLayout.JAVA_LONG);
    scope
        .vips()
        .operation(
            "vips_jpegsave_buffer",
            3,
            image,
            buffer,
            length,
            scope.text("Q"),
            quality,
            scope.text("subsample-mode"),
            SUBSAMPLE_ON,
            scope.text("keep"),
            KEEP_NOTHING);
    MemorySegment jpeg = buffer.get(ValueLayout.ADDRESS, 0);
    try {
      return scope.vips().bytes(jpeg, length.get(ValueLayout.JAVA_LONG, 0));
    } finally {
      scope.vips().nothing("g_free", jpeg);
    }
  }
}
