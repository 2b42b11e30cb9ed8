package io.fanlens.picture.vips;

import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.Size;
import io.fanlens.picture.codec.DecodeLimit;
import io.fanlens.picture.codec.PixelSource;
import io.fanlens.picture.header.Orientation;
import io.fanlens.picture.header.PictureHeader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ScheduledFuture;

/**
 * A picture in its file, decoded anew for each JPEG that is made of it: row by row and, where the
 * format allows it, only as finely as needed. So 50 Mpx take some MB, except where a turn needs all
 * rows at once.
 */
final class VipsFileSource implements PixelSource {

  private static final int SEQUENTIAL = 1;
  private static final int FAIL_ON_ERROR = 2;
  private static final long LARGE = 20_000_000;
  private static final long MOST_TURNED = 36_000_000;
  private static final int[] JPEG_SHRINKS = {8, 4, 2};

  private final Vips vips;
  private final PictureFormat format;
  private final DecodeLimit limit;

  /** The file outside the heap, where libvips reads it; copied once for all JPEGs. */
  private final Arena arena = Arena.ofConfined();

  private final MemorySegment file;
  private Size stored;
  private Orientation orientation = Orientation.AS_STORED;

  private VipsFileSource(Vips vips, byte[] picture, PictureFormat format, DecodeLimit limit) {
    this.vips = vips;
    this.format = format;
    this.limit = limit;
    file = arena.allocateFrom(ValueLayout.JAVA_BYTE, picture);
  }

  static VipsFileSource open(Vips vips, byte[] picture, PictureHeader header, DecodeLimit limit)
      throws IOException {
    VipsFileSource source = new VipsFileSource(vips, picture, header.format(), limit);
    try {
      source.measure(header.size());
      return source;
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private void measure(Size declared) throws IOException {
    try (VipsScope scope = new VipsScope(vips)) {
      MemorySegment image = load(scope, 1);
      stored = size(image);
      if (stored.pixels() > declared.pixels()) {
        throw new IOException("its header says %s, its pixels %s".formatted(declared, stored));
      }
      // The loader's word, not the header's: AVIF comes turned already.
      orientation = new Orientation(vips.number("vips_image_get_orientation", image));
    }
  }

  @Override
  public Size upright() {
    return orientation.turned(stored);
  }

  /** A turn needs all rows at once, so there is a bound on what is turned: 108 MB. */
  @Override
  public Size largest() {
    if (orientation.equals(Orientation.AS_STORED) || stored.pixels() <= MOST_TURNED) {
      return upright();
    }
    double factor = Math.sqrt((double) MOST_TURNED / stored.pixels());
    Size whole = upright();
    return new Size(
        (int) Math.round(whole.width() * factor), (int) Math.round(whole.height() * factor));
  }

  @Override
  public void close() {
    arena.close();
  }

  @Override
  public byte[] jpeg(Size size, int quality) throws IOException {
    limit.check();
    try (VipsScope scope = new VipsScope(vips)) {
      ScheduledFuture<?> end = limit.atEnd(scope::stop);
      try {
        Size target = orientation.turned(size);
        MemorySegment image = load(scope, shrink(target));
        VipsColours colours = new VipsColours(scope, image);
        image = VipsOutput.scaled(scope, colours.beforeScaling(), target);
        image = upright(scope, colours.afterScaling(image));
        return VipsOutput.jpeg(scope, image, quality);
      } finally {
        end.cancel(false);
      }
    } catch (IOException e) {
      throw limit.why(e);
    } finally {
      if (stored.pixels() > LARGE) {
        NativeMemory.trim(); // before the next try, or the next picture
      }
    }
  }

  private MemorySegment load(VipsScope scope, int shrink) throws VipsException {
    MemorySegment access = scope.text("access");
    MemorySegment failOn = scope.text("fail-on");
    MemorySegment options = scope.text("");
    String function = "vips_image_new_from_buffer";
    return scope.own(
        shrink == 1
            ? vips.variadicPointer(
                function,
                3,
                file,
                file.byteSize(),
                options,
                access,
                SEQUENTIAL,
                failOn,
                FAIL_ON_ERROR)
            : vips.variadicPointer(
                function,
                3,
                file,
                file.byteSize(),
                options,
                access,
                SEQUENTIAL,
                failOn,
                FAIL_ON_ERROR,
                scope.text("shrink"),
                shrink));
  }

  /** How much a JPEG may be shrunk while it is decoded: 12 Mpx for 2 Mpx are read as 3 Mpx. */
  private int shrink(Size target) {
    if (format == PictureFormat.JPEG) {
      for (int shrink : JPEG_SHRINKS) {
        if (stored.width() / shrink >= target.width()
            && stored.height() / shrink >= target.height()) {
          return shrink;
        }
      }
    }
    return 1;
  }

  /** Turning needs the rows in any order, hence memory. */
  private MemorySegment upright(VipsScope scope, MemorySegment image) throws VipsException {
    if (orientation.equals(Orientation.AS_STORED)) {
      return image;
    }
    MemorySegment inMemory = scope.own(vips.pointer("vips_image_copy_memory", image));
    return scope.apply("vips_autorot", inMemory, 0);
  }

  private Size size(MemorySegment image) {
    return new Size(
        vips.number("vips_image_get_width", image), vips.number("vips_image_get_height", image));
  }
}
