package io.fanlens.settings;

/**
 * What an operation accepts: the largest size as request bytes, and the shortest and longest side.
 *
 * @param maxBytes raw bytes of {@code Image.Bytes}, before the SDK encodes them
 * @param minSide px of the shorter side
 * @param maxSide px of the longer side
 */
public record PictureLimits(int maxBytes, int minSide, int maxSide) {

  /** Of an object that Rekognition reads from a bucket, whatever the operation: 15 MB. */
  public static final int MAX_OBJECT_BYTES = 15_728_640;

  /** No side limit is documented for most operations; 65,535 px is the longest side of a JPEG. */
  static final int JPEG_MAX_SIDE = 65_535;

  static final PictureLimits USUAL = new PictureLimits(5_242_880, 80, JPEG_MAX_SIDE);
  static final PictureLimits PROTECTIVE_EQUIPMENT = new PictureLimits(4_194_304, 64, 4_096);

  PictureLimits withLongestSide(int px) {
    return new PictureLimits(maxBytes, minSide, px);
  }
}
