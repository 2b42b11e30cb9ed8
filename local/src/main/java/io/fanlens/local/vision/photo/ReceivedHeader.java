package io.fanlens.local.vision.photo;

/**
 * Format, size and EXIF orientation (1 to 8) of a received JPEG or PNG, upright. On purpose a
 * parser of its own, and not {@code io.fanlens.picture.header}: it judges the pictures that the
 * function prepared with that one.
 *
 * @param ended whether a JPEG has its end marker
 */
public record ReceivedHeader(Format format, int width, int height, int orientation, boolean ended) {

  /** Formats that Rekognition accepts. */
  public enum Format {
    JPEG,
    PNG
  }

  /** Detects the format by content. A truncated file is unreadable. */
  public static ReceivedHeader read(byte[] bytes) throws UnreadablePictureException {
    if (bytes.length > 3 && (bytes[0] & 255) == 0xFF && (bytes[1] & 255) == 0xD8) {
      return new ReceivedJpegHeader(bytes).read();
    }
    if (ReceivedPngHeader.isPng(bytes)) {
      return ReceivedPngHeader.read(bytes);
    }
    throw new UnreadablePictureException("The bytes are neither a JPEG nor a PNG.");
  }

  static ReceivedHeader of(
      Format format, int storedWidth, int storedHeight, int orientation, boolean ended)
      throws UnreadablePictureException {
    if (storedWidth <= 0 || storedHeight <= 0) {
      throw new UnreadablePictureException(
          "The picture has no size: " + storedWidth + " x " + storedHeight + ".");
    }
    boolean sideways = orientation >= 5;
    return new ReceivedHeader(
        format,
        sideways ? storedHeight : storedWidth,
        sideways ? storedWidth : storedHeight,
        orientation,
        ended);
  }

  public int smallerSide() {
    return Math.min(width, height);
  }

  public int largerSide() {
    return Math.max(width, height);
  }

  public long pixels() {
    return (long) width * height;
  }
}
