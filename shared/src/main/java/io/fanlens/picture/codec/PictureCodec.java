package io.fanlens.picture.codec;

import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.header.PictureHeader;
import java.io.IOException;
import java.util.Set;

/** A way to read pictures: libvips where it is at hand, the JDK's ImageIO everywhere. */
public interface PictureCodec {

  Set<PictureFormat> formats();

  /** Whether it reads this format, for which it may load a library. */
  default boolean reads(PictureFormat format) {
    return formats().contains(format);
  }

  /**
   * Opens a picture; its pixels may be read later, as often as needed.
   *
   * @throws IOException when the picture is broken
   */
  PixelSource open(byte[] picture, PictureHeader header) throws IOException;

  /** How many pictures of the most allowed pixels fit the memory at once. */
  int largestAtOnce();
}
