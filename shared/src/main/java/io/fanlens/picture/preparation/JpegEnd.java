package io.fanlens.picture.preparation;

import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.header.JpegSegments;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Where the picture in a file ends: a phone's motion photo has a video of 9 MB behind its JPEG of 2
 * MB, which is not sent. A JPEG without its end marker gets one, as decoders add it themselves.
 */
final class JpegEnd {

  private static final int MARKER_BYTES = 2;

  private JpegEnd() {}

  /** The bytes of the picture as it is sent; those of the file for all formats but JPEG. */
  static long bytes(byte[] file, PictureFormat format) {
    if (format != PictureFormat.JPEG) {
      return file.length;
    }
    OptionalLong end = JpegSegments.endOfPicture(file);
    return end.isPresent() ? end.getAsLong() : (long) file.length + MARKER_BYTES;
  }

  /**
   * The picture with its end marker and nothing behind it.
   *
   * @param bytes as {@link #bytes} says
   */
  static byte[] ended(byte[] file, long bytes) {
    if (bytes == file.length) {
      return file;
    }
    byte[] ended = Arrays.copyOf(file, Math.toIntExact(bytes));
    if (bytes > file.length) {
      ended[file.length] = (byte) 0xFF;
      ended[file.length + 1] = (byte) 0xD9;
    }
    return ended;
  }
}
