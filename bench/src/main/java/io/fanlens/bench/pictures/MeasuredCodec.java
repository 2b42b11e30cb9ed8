package io.fanlens.bench.pictures;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.Size;
import io.fanlens.picture.codec.ImageIoCodec;
import io.fanlens.picture.codec.PictureCodec;
import io.fanlens.picture.codec.PixelSource;
import io.fanlens.picture.header.PictureHeader;
import io.fanlens.picture.vips.Vips;
import io.fanlens.picture.vips.VipsCodec;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One way to convert, to a JPEG of a certain size whether or not the picture might be sent as it
 * is: what a comparison at equal work needs.
 */
final class MeasuredCodec {

  private final PictureCodec codec;

  private MeasuredCodec(PictureCodec codec) {
    this.codec = codec;
  }

  /** Through libvips in a file of its own, or as npm installed it. */
  static MeasuredCodec libvips(Path library) {
    return new MeasuredCodec(new VipsCodec(Vips.open(library)));
  }

  /** Through ImageIO and its plugins. */
  static MeasuredCodec pureJava() {
    return new MeasuredCodec(new ImageIoCodec());
  }

  /**
   * The picture as JPEG.
   *
   * @param longest px of the longer side; 0 for the picture's own
   * @throws IOException when this way cannot read the picture
   */
  byte[] jpeg(byte[] picture, int longest, int quality) throws IOException, BadPictureException {
    PictureHeader header =
        PictureHeader.read(picture).orElseThrow(() -> new IOException("it ends in its header"));
    if (!codec.formats().contains(header.format())) {
      throw new IOException(header.format() + " is not read");
    }
    try (PixelSource source = codec.open(picture, header)) {
      Size size = source.upright();
      double factor = longest == 0 ? 1 : Math.min(1, (double) longest / size.longer());
      return source.jpeg(
          new Size(
              (int) Math.round(size.width() * factor), (int) Math.round(size.height() * factor)),
          quality);
    }
  }
}
