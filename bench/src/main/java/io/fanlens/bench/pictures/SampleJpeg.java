package io.fanlens.bench.pictures;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** The made picture as a JPEG file, which needs no conversion. */
public final class SampleJpeg {

  private SampleJpeg() {}

  /** The same for the same size. */
  public static byte[] of(int width, int height) {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try {
      ImageIO.write(SamplePhoto.of(width, height), "jpeg", jpeg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jpeg.toByteArray();
  }
}
