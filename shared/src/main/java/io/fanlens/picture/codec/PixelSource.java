package io.fanlens.picture.codec;

import io.fanlens.picture.Size;
import java.io.IOException;

/** One picture that can be written as JPEG in any smaller size, upright, on white, in sRGB. */
public interface PixelSource extends AutoCloseable {

  /** Width and height as seen. */
  Size upright();

  /** The largest JPEG that may be requested. */
  default Size largest() {
    return upright();
  }

  /**
   * The picture as JPEG with 4:2:0 colour.
   *
   * @param size no larger than {@link #upright()}
   * @param quality 1 to 100, on the usual scale
   */
  byte[] jpeg(Size size, int quality) throws IOException;

  /**
   * Whether a JPEG of it is blank where the picture is not: then its samples were taken for others.
   */
  default boolean cameOutBlank(byte[] jpeg) throws IOException {
    return false;
  }

  @Override
  void close() throws IOException;
}
