package io.fanlens.picture.preparation;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.NoRoomException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.Sendable;
import io.fanlens.picture.Size;
import io.fanlens.picture.codec.PictureCodec;
import io.fanlens.picture.codec.PixelSource;
import io.fanlens.picture.codec.UnknownSamplesException;
import io.fanlens.picture.header.PictureHeader;
import io.fanlens.picture.vips.LibvipsFile;
import io.fanlens.settings.PictureLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes an upload fit for Rekognition: JPEG and PNG within the operation's limits stay as they are,
 * byte for byte; everything else that can be read becomes a JPEG within them. A 12 Mpx TIFF of 36
 * MB, for example, becomes a JPEG of the same 12 Mpx and 2 to 4 MB.
 */
public final class PicturePreparer {

  private static final Duration UNBOUNDED = Duration.ofDays(1);

  private final long maxPixels;
  private final Supplier<PictureCodec> codec;
  private volatile Conversions conversions;

  /**
   * A preparer that refuses pictures over a size. It converts with libvips where {@link
   * LibvipsFile} finds it.
   *
   * @param maxPixels width x height of the largest picture that is converted
   */
  public PicturePreparer(long maxPixels) {
    this(maxPixels, Codecs::ofThisProcess);
  }

  /** A preparer with a codec of its own, which is fetched when a picture needs converting. */
  PicturePreparer(long maxPixels, Supplier<PictureCodec> codec) {
    this.maxPixels = maxPixels;
    this.codec = codec;
  }

  /**
   * The picture as it may be sent.
   *
   * @throws BadPictureException when it can never be sent, with the reason
   * @throws InterruptedException when interrupted; a conversion is cut off then
   */
  public PreparedPicture prepare(byte[] upload, PictureLimits limits)
      throws BadPictureException, InterruptedException {
    try {
      return prepare(upload, limits, UNBOUNDED);
    } catch (NoRoomException e) {
      Thread.interrupted();
      throw new InterruptedException(e.getMessage());
    }
  }

  /**
   * The same, with a bound on the wait for its turn to convert.
   *
   * @throws NoRoomException when its turn did not come in time, or the wait was interrupted
   */
  public PreparedPicture prepare(byte[] upload, PictureLimits limits, Duration longestWait)
      throws BadPictureException, InterruptedException {
    PictureHeader header = headerOfWhole(upload);
    Size size = header.size();
    long bytes = JpegEnd.bytes(upload, header.format());
    if (sendable(header, bytes, limits) == Sendable.AS_IT_IS) {
      return new PreparedPicture(
          JpegEnd.ended(upload, bytes),
          header.format(),
          size.width(),
          size.height(),
          Optional.empty(),
          Optional.empty());
    }
    DecodeBounds.check(upload, header.format());
    try {
      return conversions()
          .run(size.pixels(), longestWait, () -> convert(upload, bytes, header, limits));
    } catch (UnknownSamplesException e) {
      throw BadPictureException.unsupported(header.format(), e.getMessage());
    } catch (IOException e) {
      throw new BadPictureException(
          PictureProblem.BROKEN,
          "The file begins like %s picture but cannot be read: %s."
              .formatted(header.format().withArticle(), reason(e)));
    }
  }

  /**
   * What the first bytes of a file say of it; empty where more of them are needed.
   *
   * @throws BadPictureException for what is no picture, or none that can be sent or converted here
   */
  public Optional<PictureHeader> header(byte[] head) throws BadPictureException {
    PictureFormat format = PictureFormat.recogniseOrRefuse(head);
    if (!format.sendable() && !codec.get().reads(format)) {
      throw new BadPictureException(
          PictureProblem.UNSUPPORTED_FORMAT,
          "%s pictures cannot be converted here; upload it as JPEG or PNG%s."
              .formatted(
                  format,
                  format == PictureFormat.HEIC
                      ? ", or deploy with \"heic\": true in cdk.json"
                      : ""));
    }
    return PictureHeader.read(head);
  }

  /** The header of a file that is there to its end. */
  public PictureHeader headerOfWhole(byte[] file) throws BadPictureException {
    Optional<PictureHeader> header = header(file);
    if (header.isEmpty()) {
      throw BadPictureException.broken(
          PictureFormat.recogniseOrRefuse(file), "ends before its pixels");
    }
    return header.get();
  }

  /**
   * How a picture may be sent. What could not be sent everywhere is refused, so that no picture's
   * end depends on the Region that is drawn for it.
   *
   * @param bytes of the whole file
   * @throws BadPictureException when its sides or pixels say that it can never be sent
   */
  public Sendable sendable(PictureHeader header, long bytes, PictureLimits limits)
      throws BadPictureException {
    Size size = header.size();
    if (size.shorter() < limits.minSide()) {
      throw new BadPictureException(
          PictureProblem.TOO_SMALL,
          "The picture is %d x %d px; Rekognition needs at least %d px on each side."
              .formatted(size.width(), size.height(), limits.minSide()));
    }
    boolean taken =
        header.format().sendable() && !header.irregular() && size.longer() <= limits.maxSide();
    if (taken && bytes <= limits.maxBytes()) {
      return Sendable.AS_IT_IS;
    }
    if (size.pixels() > maxPixels) {
      throw new BadPictureException(
          PictureProblem.TOO_MANY_PIXELS,
          "The picture is %d x %d px, which is %d pixels; at most %d can be converted. Upload it smaller, or raise maxPixels and the function's memory."
              .formatted(size.width(), size.height(), size.pixels(), maxPixels));
    }
    return taken && bytes <= PictureLimits.MAX_OBJECT_BYTES
        ? Sendable.AS_OBJECT
        : Sendable.CONVERTED;
  }

  private PreparedPicture convert(
      byte[] upload, long bytes, PictureHeader header, PictureLimits limits)
      throws IOException, BadPictureException {
    try (PixelSource picture = codec.get().open(upload, header)) {
      Size seen = picture.upright();
      if (seen.shorter() < limits.minSide()) {
        throw new BadPictureException(
            PictureProblem.TOO_SMALL,
            "The file says %d x %d px, its first frame has %d x %d px; Rekognition needs at least %d px on each side."
                .formatted(
                    header.size().width(),
                    header.size().height(),
                    seen.width(),
                    seen.height(),
                    limits.minSide()));
      }
      JpegFitter.Fitted fitted =
          JpegFitter.fit(
              picture,
              limits,
              JpegBytes.expected(upload, bytes, header.format(), JpegFitter.QUALITY));
      if (picture.cameOutBlank(fitted.bytes())) {
        throw new BadPictureException(
            PictureProblem.UNSUPPORTED_FORMAT,
            "The %s came out as a blank picture, which it is not: its samples are of a kind that is not known here. Upload it with 8 bits a sample."
                .formatted(header.format()));
      }
      return new PreparedPicture(
          fitted.bytes(),
          PictureFormat.JPEG,
          fitted.size().width(),
          fitted.size().height(),
          Optional.of(header.format()),
          fitted.size().pixels() < picture.upright().pixels()
              ? Optional.of(header.size())
              : Optional.empty());
    }
  }

  private Conversions conversions() {
    if (conversions == null) {
      synchronized (this) {
        if (conversions == null) {
          conversions =
              new Conversions(
                  Math.max(2, Runtime.getRuntime().availableProcessors()),
                  codec.get().largestAtOnce() * maxPixels);
        }
      }
    }
    return conversions;
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
