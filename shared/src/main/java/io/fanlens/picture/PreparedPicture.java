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
}
