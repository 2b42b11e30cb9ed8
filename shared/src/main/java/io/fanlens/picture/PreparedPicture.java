package io.fanlens.picture;

import java.util.Optional;

/**
 * A picture as it is sent to Rekognition.
 *
 * @param bytes JPEG or PNG within the operation's limits
 * @param format of {@code bytes}
 * @param width px
 * @param height px
 * @param convertedFrom the format of the upload, when it was converted
 * @param scaledFrom the size of the upload, when it was made smaller
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy would double the memory
public record PreparedPicture(
    byte[] bytes,
    PictureFormat format,
    int width,
    int height,
    Optional<PictureFormat> convertedFrom,
    Optional<Size> scaledFrom)
    implements SentPicture {

  @Override
  public long byteCount() {
    return bytes.length;
  }

  /** Width and height in px. */
  public record Size(int width, int height) {

    Size turnedBy(Orientation orientation) {
      return orientation.isSideways() ? new Size(/* width= */ height, /* height= */ width) : this;
    }

    long pixels() {
      return (long) width * height;
    }

    int shorter() {
      return Math.min(width, height);
    }

    int longer() {
      return Math.max(width, height);
    }
  }
}
