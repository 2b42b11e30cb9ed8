package io.fanlens.picture;

import io.fanlens.picture.PreparedPicture.Size;
import io.fanlens.settings.PictureLimits;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Makes an upload fit for Rekognition: JPEG and PNG within the operation's limits stay as they are,
 * byte for byte; everything else that can be read becomes a JPEG within them. A 12 Mpx TIFF of 36
 * MB, for example, becomes a JPEG of the same 12 Mpx and 2 to 4 MB.
 */
public final class PicturePreparer {

  /** Conversions at once: each holds one or two decoded pictures in memory. */
  private static final int CONVERSIONS_AT_ONCE = 2;

  private final long maxPixels;
  private final Semaphore conversions = new Semaphore(CONVERSIONS_AT_ONCE);

  /**
   * A preparer that refuses pictures over a size.
   *
   * @param maxPixels width x height of the largest picture that is converted
   */
  public PicturePreparer(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  /**
   * The picture as it may be sent.
   *
   * @throws BadPictureException when it can never be sent, with the reason
   * @throws InterruptedException when interrupted while it waits for its turn to convert
   */
  public PreparedPicture prepare(byte[] upload, PictureLimits limits)
      throws BadPictureException, InterruptedException {
    PictureFormat format =
        PictureFormat.recognise(upload)
            .orElseThrow(
                () ->
                    new BadPictureException(
                        PictureProblem.NOT_A_PICTURE,
                        "The file is not a picture: its first bytes are those of no known picture"
                            + " format."));
    try (RasterReader reader = RasterReader.open(upload, format)) {
      Size size = reader.size();
      if (size.shorter() < limits.minSide()) {
        throw new BadPictureException(
            PictureProblem.TOO_SMALL,
            "The picture is %d x %d px; Rekognition needs at least %d px on each side."
                .formatted(size.width(), size.height(), limits.minSide()));
      }
      if (format.sendable()
          && upload.length <= limits.maxBytes()
          && size.longer() <= limits.maxSide()) {
        return new PreparedPicture(
            upload, format, size.width(), size.height(), Optional.empty(), Optional.empty());
      }
      if (size.pixels() > maxPixels) {
        throw new BadPictureException(
            PictureProblem.TOO_MANY_PIXELS,
            "The picture is %d x %d px, which is %d pixels; at most %d can be converted. Upload it smaller, or raise maxPixels and the function's memory."
                .formatted(size.width(), size.height(), size.pixels(), maxPixels));
      }
      return convert(reader, format, size, limits);
    } catch (IOException e) {
      throw new BadPictureException(
          PictureProblem.BROKEN,
          "The file begins like a %s picture but cannot be read: %s.".formatted(format, reason(e)));
    }
  }

  private PreparedPicture convert(
      RasterReader reader, PictureFormat format, Size size, PictureLimits limits)
      throws IOException, InterruptedException, BadPictureException {
    conversions.acquire();
    try {
      JpegFitter.Fitted fitted = JpegFitter.fit(reader.upright(), limits);
      Size sent = new Size(fitted.width(), fitted.height());
      return new PreparedPicture(
          fitted.bytes(),
          PictureFormat.JPEG,
          sent.width(),
          sent.height(),
          Optional.of(format),
          sent.pixels() < size.pixels() ? Optional.of(size) : Optional.empty());
    } finally {
      conversions.release();
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
