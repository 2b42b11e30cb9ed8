package io.fanlens.local.vision.photo;

/**
 * What a JPEG or PNG says of itself before a pixel is decoded. Width and height are those of the
 * upright picture; the orientation is the EXIF value, 1 to 8, of a JPEG.
 */
public record ReceivedHeader(Format format, int width, int height, int orientation) {

  /** What Rekognition reads. */
  public enum Format {
    JPEG,
    PNG
  }

  /** Told by content, never by name. A file that ends too early is unreadable. */
  public static ReceivedHeader read(byte[] bytes) throws UnreadablePictureException {
    if (bytes.length > 3 && (bytes[0] & 255) == 0xFF && (bytes[1] & 255) == 0xD8) {
      return new ReceivedJpegHeader(bytes).read();
    }
    if (ReceivedPngHeader.isPng(bytes)) {
      return ReceivedPngHeader.read(bytes);
    }
    throw new UnreadablePictureException("The bytes are neither a JPEG nor a PNG.");
  }

  static ReceivedHeader of(Format format, int storedWidth, int storedHeight, int orientation)
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
        orientation);
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
