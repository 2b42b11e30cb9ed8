package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.Size;
import java.util.Optional;

/**
 * What the first bytes of a picture say of it, before any of it is decoded: a bomb of 50,000 x
 * 50,000 px gives itself away in its first 32 bytes. No offset or count in the bytes is trusted.
 *
 * @param size width and height as stored, before any turn
 * @param orientation how it is turned to be seen
 * @param bitsPerSample 1 to 64; 0 where the header does not say
 * @param irregular whether decoders may read it differently, or some not at all: it is always
 *     written anew, so that every Region sees the same picture
 */
public record PictureHeader(
    PictureFormat format,
    Size size,
    Orientation orientation,
    int bitsPerSample,
    ColourModel colours,
    boolean irregular) {

  /** Of a picture that every decoder reads alike. */
  public PictureHeader(
      PictureFormat format,
      Size size,
      Orientation orientation,
      int bitsPerSample,
      ColourModel colours) {
    this(format, size, orientation, bitsPerSample, colours, false);
  }

  /** As much of a file as nearly always holds its header. */
  public static final int HEAD_BYTES = 65_536;

  /** Reads one format's header. */
  @FunctionalInterface
  private interface Reader {
    PictureHeader read(Head head) throws EndOfHeadException, BadPictureException;
  }

  /**
   * The header, or empty where the bytes end before it: call again with more of the file, up to the
   * whole. Cameras' JPEGs may hold megabytes of notes first, and TIFFs may have it at their end.
   *
   * @param head the file's first {@link #HEAD_BYTES}, or more of it
   * @throws BadPictureException for what is no picture, or says impossible things of itself
   */
  public static Optional<PictureHeader> read(byte[] head) throws BadPictureException {
    PictureFormat format = PictureFormat.recogniseOrRefuse(head);
    Reader reader =
        switch (format) {
          case JPEG -> JpegHeader::read;
          case PNG -> PngHeader::read;
          case GIF -> GifHeader::read;
          case BMP -> BmpHeader::read;
          case TIFF -> TiffHeader::read;
          case WEBP -> WebpHeader::read;
          case AVIF, HEIC -> iso -> IsoHeader.read(iso, format);
        };
    try {
      return Optional.of(reader.read(Head.of(head)));
    } catch (EndOfHeadException e) {
      return Optional.empty();
    }
  }

  /** A header with checked sides. */
  static PictureHeader of(
      PictureFormat format,
      long width,
      long height,
      Orientation orientation,
      int bitsPerSample,
      ColourModel colours)
      throws BadPictureException {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw BadPictureException.broken(
          format, "says that it is %d x %d px".formatted(width, height));
    }
    return new PictureHeader(
        format, new Size((int) width, (int) height), orientation, bitsPerSample, colours);
  }

  PictureHeader irregular(boolean isIrregular) {
    return new PictureHeader(format, size, orientation, bitsPerSample, colours, isIrregular);
  }

  /** Width and height as seen, after the turn. */
  public Size upright() {
    return orientation.turned(size);
  }
}
