package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PictureProblem;

/** Reads the first page of a TIFF, and refuses tiles and samples that no picture has. */
final class TiffHeader {

  private static final int WIDTH = 0x0100;
  private static final int LENGTH = 0x0101;
  private static final int BITS = 0x0102;
  private static final int PHOTOMETRIC = 0x0106;
  private static final int SAMPLES = 0x0115;
  private static final int TILE_WIDTH = 0x0142;
  private static final int TILE_LENGTH = 0x0143;

  /** Spot colours and alpha beside CMYK; more are maps or microscopes. */
  private static final int MOST_SAMPLES = 8;

  /** A tile is decoded whole, so it must not be much larger than the picture: 16 Mpx. */
  private static final long LARGEST_TILE = 1 << 24;

  private TiffHeader() {}

  static PictureHeader read(Head head) throws EndOfHeadException, BadPictureException {
    TiffDirectory page = TiffDirectory.read(head, 0);
    if (!page.has(WIDTH) || !page.has(LENGTH)) {
      throw BadPictureException.broken(PictureFormat.TIFF, "has no size in its first page");
    }
    long samples = page.get(SAMPLES, 1);
    if (samples > MOST_SAMPLES) {
      throw new BadPictureException(
          PictureProblem.UNSUPPORTED_FORMAT,
          "The TIFF has %d samples a pixel; at most %d can be converted. Upload it as RGB."
              .formatted(samples, MOST_SAMPLES));
    }
    long tileWidth = page.get(TILE_WIDTH, 0);
    long tileLength = page.get(TILE_LENGTH, 0);
    if (tileWidth < 0
        || tileLength < 0
        || Math.max(tileWidth, tileLength) > LARGEST_TILE
        || tileWidth * tileLength > LARGEST_TILE) {
      throw BadPictureException.broken(
          PictureFormat.TIFF, "has tiles of %d x %d px".formatted(tileWidth, tileLength));
    }
    return PictureHeader.of(
        PictureFormat.TIFF,
        page.get(WIDTH, 0),
        page.get(LENGTH, 0),
        page.orientation(),
        (int) Math.min(64, Math.max(0, page.get(BITS, 1))),
        colours((int) page.get(PHOTOMETRIC, -1), samples));
  }

  private static ColourModel colours(int photometric, long samples) {
    return switch (photometric) {
      case 0, 1 -> samples > 1 ? ColourModel.GREY_ALPHA : ColourModel.GREY;
      case 2, 6 -> samples > 3 ? ColourModel.RGB_ALPHA : ColourModel.RGB;
      case 3 -> ColourModel.PALETTE;
      case 5 -> ColourModel.CMYK;
      case -1 -> ColourModel.UNKNOWN;
      default -> ColourModel.OTHER;
    };
  }
}
