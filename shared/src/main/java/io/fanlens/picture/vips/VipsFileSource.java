package io.fanlens.picture.vips;

import static io.fanlens.picture.PictureFormat.AVIF;
import static io.fanlens.picture.PictureFormat.JPEG;
import static io.fanlens.picture.PictureFormat.TIFF;

import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.Size;
import io.fanlens.picture.codec.DecodeLimit;
import io.fanlens.picture.codec.PixelSource;
import io.fanlens.picture.header.AvifSequence;
import io.fanlens.picture.header.JpegSegments;
import io.fanlens.picture.header.Orientation;
import io.fanlens.picture.header.PictureHeader;
import io.fanlens.picture.header.TiffPage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;

/**
 * A picture in its file, decoded anew for each JPEG that is made of it: row by row and, where the
 * format allows it, only as finely as needed. So 50 Mpx take some MB, except where a turn needs all
 * rows at once.
 */
final class VipsFileSource implements PixelSource {

  private static final int SEQUENTIAL = 1;
  private static final int FAIL_ON_ERROR = 2;
  private static final int FAIL_ON_WARNING = 3;

  private static final long LARGE = 20_000_000;
  private static final long MOST_TURNED = 36_000_000;
  private static final int[] JPEG_SHRINKS = {8, 4, 2};

  private final Vips vips;
  private final PictureFormat format;
  private final DecodeLimit limit;

  /** The file outside the heap, where libvips reads it; copied once for all JPEGs. */
  private final Arena arena = Arena.ofConfined();

  private final MemorySegment file;
  private final Optional<TiffPage> page;

  /** A warning is a failure where pixels may be missing without an error. */
  private final int failOn;

  private Size stored;
  private Orientation orientation = Orientation.AS_STORED;

  private VipsFileSource(Vips vips, byte[] picture, PictureFormat format, DecodeLimit limit)
      throws IOException {
    this.vips = vips;
    this.format = format;
    this.limit = limit;
    page = format == TIFF ? Optional.of(TiffPage.shownIn(picture)) : Optional.empty();
    boolean unended = format == JPEG && JpegSegments.endOfPicture(picture).isEmpty();
    failOn = unended ? FAIL_ON_WARNING : FAIL_ON_ERROR;
    file = unended ? ended(picture) : copied(readable(picture));
  }

  /** As libvips reads it: with the page or the frame that is shown before all others. */
  private byte[] readable(byte[] picture) throws IOException {
    if (format == AVIF) {
      return AvifSequence.still(picture);
    }
    if (page.isEmpty()) {
      return picture;
    }
    byte[] first = page.get().asFirst(picture);
    return page.get().isLabOf8Bits() ? page.get().asRgb(first) : first;
  }

  private MemorySegment copied(byte[] picture) {
    return arena.allocateFrom(ValueLayout.JAVA_BYTE, picture);
  }

  /** With the end marker that is missing: pixels that are missing too make a warning. */
  private MemorySegment ended(byte[] jpeg) {
    MemorySegment ended = arena.allocate(jpeg.length + 2L);
    MemorySegment.copy(jpeg, 0, ended, ValueLayout.JAVA_BYTE, 0, jpeg.length);
    ended.set(ValueLayout.JAVA_BYTE, jpeg.length, (byte) 0xFF);
    ended.set(ValueLayout.JAVA_BYTE, jpeg.length + 1L, (byte) 0xD9);
    return ended;
  }

  static VipsFileSource open(Vips vips, byte[] picture, PictureHeader header, DecodeLimit limit)
      throws IOException {
    VipsFileSource source = new VipsFileSource(vips, picture, header.format(), limit);
    try {
      source.measure(header);
      return source;
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private void measure(PictureHeader header) throws IOException {
    Size declared = header.size();
    try (VipsScope scope = new VipsScope(vips)) {
      MemorySegment image = load(scope, 1);
      stored = size(image);
      if (stored.pixels() > declared.pixels()) {
        throw new IOException("its header says %s, its pixels %s".formatted(declared, stored));
      }
      // AVIF comes turned already. Of all others the header's word counts, as where none is
      // decoded.
      VipsSamples.requireKnownRange(scope, image);
      orientation = format == AVIF ? Orientation.AS_STORED : header.orientation();
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
        VipsColours colours = new VipsColours(scope, image, page);
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
    MemorySegment failOnName = scope.text("fail-on");
    MemorySegment options = scope.text("");
    String function = "vips_image_new_from_buffer";
    return scope.own(
        shrink == 1
            ? vips.variadicPointer(
                function, 3, file, file.byteSize(), options, access, SEQUENTIAL, failOnName, failOn)
            : vips.variadicPointer(
                function,
                3,
                file,
                file.byteSize(),
                options,
                access,
                SEQUENTIAL,
                failOnName,
                failOn,
                scope.text("shrink"),
                shrink));
  }

  /** How much a JPEG may be shrunk while it is decoded: 12 Mpx for 2 Mpx are read as 3 Mpx. */
  private int shrink(Size target) {
    if (format == JPEG) {
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
    vips.nothing("vips_image_set_int", inMemory, scope.text("orientation"), orientation.tag());
    return scope.apply("vips_autorot", inMemory, 0);
  }

  @Override
  public boolean cameOutBlank(byte[] jpeg) throws IOException {
    return jpeg.length < BlankCheck.mostBytesOfBlank(upright())
        && new BlankCheck(vips, file).isLostIn(jpeg);
  }

  private Size size(MemorySegment image) {
    return new Size(
        vips.number("vips_image_get_width", image), vips.number("vips_image_get_height", image));
  }
}
