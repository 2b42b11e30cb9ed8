package io.fanlens.picture.preparation;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.Size;
import io.fanlens.picture.codec.PixelSource;
import io.fanlens.settings.PictureLimits;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * Writes a picture as JPEG within limits: first at full size, unless it is known to be far too
 * large, then with the quality and the side that follow from the byte ratio. A picture of 9 MB that
 * may have 5 MB is written once more with quality 75 and 0.83 of its sides.
 */
final class JpegFitter {

  static final int QUALITY = 85;

  /** Costs no more detail than it saves: below it, fewer pixels are the better bargain. */
  private static final int LOWER_QUALITY = 75;

  /** Bytes at the lower quality by bytes at the usual one, of photographs. */
  private static final double LOWER_QUALITY_BYTES = 0.72;

  /** Aim below the limit, since bytes do not shrink exactly with the pixels. */
  private static final double SAFETY = 0.95;

  /** Side by bytes: more than a half, since a smaller picture has more detail in each pixel. */
  private static final double SIDE_BY_BYTES = 0.58;

  /** A guess this far over the limit is believed without a try at full size. */
  private static final double SURELY_TOO_LARGE = 1.3;

  /** With this much room left in the end, the picture is written once more, larger. */
  private static final double ROOM = 1.4;

  /** Each round scales by the measured ratio: two are the rule, the fourth has not been seen. */
  private static final int ROUNDS = 4;

  private final PixelSource picture;
  private final PictureLimits limits;
  private final Size largest;
  private Size size;
  private int quality = QUALITY;

  /** The JPEG and its size in px. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Fitted(byte[] bytes, Size size) {}

  private JpegFitter(PixelSource picture, PictureLimits limits) {
    this.picture = picture;
    this.limits = limits;
    Size most = picture.largest();
    largest = scaled(most, Math.min(1, (double) limits.maxSide() / most.longer()));
    size = largest;
  }

  /**
   * Fits a picture.
   *
   * @param expectedBytes at {@link #QUALITY} in full size, where there is a guess
   */
  static Fitted fit(PixelSource picture, PictureLimits limits, OptionalDouble expectedBytes)
      throws IOException, BadPictureException {
    return new JpegFitter(picture, limits).fit(expectedBytes.orElse(0));
  }

  private Fitted fit(double expectedBytes) throws IOException, BadPictureException {
    double expected = expectedBytes * Math.pow(ratio(picture.upright()), 0.5 / SIDE_BY_BYTES);
    if (expected > SURELY_TOO_LARGE * limits.maxBytes()) {
      shrink(expected);
    }
    Fitted best = null;
    for (int round = 0; round < ROUNDS && size.shorter() >= limits.minSide(); round++) {
      byte[] jpeg = picture.jpeg(size, quality);
      if (jpeg.length > limits.maxBytes()) {
        if (best == null) {
          shrink(jpeg.length);
        } else {
          size = between(best.size(), size);
        }
        continue;
      }
      boolean hasRoom = jpeg.length * ROOM < limits.maxBytes() && size.pixels() < largest.pixels();
      if (best != null || !hasRoom) {
        return new Fitted(jpeg, size);
      }
      best = new Fitted(jpeg, size);
      size = smaller(largest, scaled(size, Math.sqrt(SAFETY * limits.maxBytes() / jpeg.length)));
    }
    if (best != null) {
      return best;
    }
    throw new BadPictureException(
        PictureProblem.TOO_LARGE,
        "The picture cannot be made to fit: Rekognition takes at most %d bytes and %d px, and at least %d px on each side."
            .formatted(limits.maxBytes(), limits.maxSide(), limits.minSide()));
  }

  /** The pixels that are to be written, by those that the picture has. */
  private double ratio(Size whole) {
    return (double) largest.pixels() / whole.pixels();
  }

  private void shrink(double bytes) {
    double atNextQuality = bytes;
    if (quality > LOWER_QUALITY) {
      quality = LOWER_QUALITY;
      atNextQuality *= LOWER_QUALITY_BYTES;
    }
    Size next = scaled(size, Math.min(1, side(atNextQuality)));
    boolean stepsOverTheLeast =
        next.shorter() < limits.minSide() && size.shorter() > limits.minSide();
    size = stepsOverTheLeast ? scaled(size, (double) limits.minSide() / size.shorter()) : next;
  }

  private double side(double bytes) {
    return Math.pow(SAFETY * limits.maxBytes() / bytes, SIDE_BY_BYTES);
  }

  private static Size between(Size small, Size large) {
    return scaled(large, Math.pow((double) small.pixels() / large.pixels(), 0.25));
  }

  private static Size smaller(Size one, Size other) {
    return one.pixels() <= other.pixels() ? one : other;
  }

  private static Size scaled(Size size, double factor) {
    return new Size(
        Math.max(1, (int) Math.round(size.width() * factor)),
        Math.max(1, (int) Math.round(size.height() * factor)));
  }
}
