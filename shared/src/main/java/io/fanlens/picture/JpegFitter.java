package io.fanlens.picture;

import io.fanlens.picture.PreparedPicture.Size;
import io.fanlens.settings.PictureLimits;
import java.io.IOException;

/**
 * Writes a picture as JPEG within limits: first at full size, then with the quality and the side
 * that the byte ratio asks for. A JPEG of 9 MB that may have 5 MB is written once more with quality
 * 75 and 0.86 of its sides.
 */
final class JpegFitter {

  private static final int QUALITY = 85;

  /** Costs no more detail than it saves: below it, fewer pixels are the better bargain. */
  private static final int LOWER_QUALITY = 75;

  /** Bytes at the lower quality by bytes at the usual one, of photographs. */
  private static final double LOWER_QUALITY_BYTES = 0.72;

  /** Aim below the limit, since bytes do not shrink exactly with the pixels. */
  private static final double SAFETY = 0.95;

  /** Each round scales by the measured ratio: two are the rule, the fourth has not been seen. */
  private static final int ROUNDS = 4;

  private JpegFitter() {}

  /** The JPEG and its size in px. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Fitted(byte[] bytes, Size size) {}

  static Fitted fit(PixelSource picture, PictureLimits limits)
      throws IOException, BadPictureException {
    Size size = picture.upright();
    if (size.longer() > limits.maxSide()) {
      size = scaled(size, (double) limits.maxSide() / size.longer());
    }
    int quality = QUALITY;
    for (int round = 0; round < ROUNDS && size.shorter() >= limits.minSide(); round++) {
      byte[] jpeg = picture.jpeg(size, quality);
      if (jpeg.length <= limits.maxBytes()) {
        return new Fitted(jpeg, size);
      }
      double ratio = SAFETY * limits.maxBytes() / jpeg.length;
      if (quality > LOWER_QUALITY) {
        quality = LOWER_QUALITY;
        ratio /= LOWER_QUALITY_BYTES;
      }
      size = scaled(size, Math.min(1, Math.sqrt(ratio)));
    }
    throw new BadPictureException(
        PictureProblem.TOO_LARGE,
        "The picture cannot be made to fit: Rekognition takes at most %d bytes and %d px, and at least %d px on each side."
            .formatted(limits.maxBytes(), limits.maxSide(), limits.minSide()));
  }

  private static Size scaled(Size size, double factor) {
    return new Size(
        Math.max(1, (int) Math.round(size.width() * factor)),
        Math.max(1, (int) Math.round(size.height() * factor)));
  }
}
