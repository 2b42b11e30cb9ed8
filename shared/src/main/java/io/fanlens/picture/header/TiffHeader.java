package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PictureProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the page of a TIFF that is shown. What the decoders cannot read, or would read as a blank
 * picture, is refused by its name.
 */
final class TiffHeader {

  static final int BITS = 0x0102;
  private static final int COMPRESSION = 0x0103;
  private static final int TILE_WIDTH = 0x0142;
  private static final int TILE_LENGTH = 0x0143;
  private static final int INKS = 0x014C;
  private static final int SAMPLE_KIND = 0x0153;

  /** Spot colours and alpha beside CMYK; more are maps or microscopes. */
  private static final int MOST_SAMPLES = 8;

  /** A tile is decoded whole, so it must not be much larger than the picture: 16 Mpx. */
  private static final long LARGEST_TILE = 1 << 24;

  private static final int OLD_JPEG = 6;
  private static final int CMYK = 5;

  /** None, three kinds of fax, LZW, two of JPEG, two of deflate, and packed bits. */
  private static final Set<Long> COMPRESSIONS =
      Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 32_946L, 32_773L);

  private static final Map<Long, String> OTHER_COMPRESSIONS =
      Map.ofEntries(
          Map.entry(9L, "JBIG"),
          Map.entry(10L, "JBIG"),
          Map.entry(99L, "the JPEG of a camera"),
          Map.entry(32_766L, "NeXT runs"),
          Map.entry(32_809L, "ThunderScan"),
          Map.entry(33_003L, "JPEG 2000"),
          Map.entry(33_005L, "JPEG 2000"),
          Map.entry(34_661L, "JBIG"),
          Map.entry(34_676L, "SGI's LogLuv"),
          Map.entry(34_677L, "SGI's LogLuv"),
          Map.entry(34_712L, "JPEG 2000"),
          Map.entry(34_887L, "LERC"),
          Map.entry(34_892L, "lossy DNG"),
          Map.entry(34_925L, "LZMA"),
          Map.entry(34_933L, "PNG"),
          Map.entry(34_934L, "JPEG XR"),
          Map.entry(50_000L, "Zstandard"),
          Map.entry(50_001L, "WebP"),
          Map.entry(50_002L, "JPEG XL"),
          Map.entry(52_546L, "JPEG XL"));

  private static final Map<Long, String> OTHER_COLOURS =
      Map.of(
          4L, "is a mask of transparency",
          9L, "has the colours of ICC Lab",
          10L, "has the colours of ITU Lab",
          32_844L, "has the colours of LogL",
          32_845L, "has the colours of LogLuv");

  private TiffHeader() {}

  static PictureHeader read(Head head) throws EndOfHeadException, BadPictureException {
    TiffPage shown = TiffPage.shown(head);
    TiffDirectory page = shown.directory();
    if (!page.has(TiffPage.WIDTH) || !page.has(TiffPage.LENGTH)) {
      throw BadPictureException.broken(PictureFormat.TIFF, "has no size in its first page");
    }
    long samples = page.get(TiffPage.SAMPLES, 1);
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
    refuseByName(page, tileWidth > 0);
    return PictureHeader.of(
        PictureFormat.TIFF,
        page.get(TiffPage.WIDTH, 0),
        page.get(TiffPage.LENGTH, 0),
        page.orientation(),
        (int) Math.min(64, Math.max(0, page.get(BITS, 1))),
        colours((int) page.get(TiffPage.PHOTOMETRIC, -1), shown.alpha() >= 0));
  }

  private static void refuseByName(TiffDirectory page, boolean tiled)
      throws EndOfHeadException, BadPictureException {
    long compression = page.get(COMPRESSION, 1);
    if (!COMPRESSIONS.contains(compression)) {
      throw unsupported(
          "is compressed with %s (%d)"
              .formatted(
                  OTHER_COMPRESSIONS.getOrDefault(compression, "an unknown method"), compression));
    }
    if (compression == OLD_JPEG && tiled) {
      throw unsupported("has tiles of old-style JPEG");
    }
    long photometric = page.get(TiffPage.PHOTOMETRIC, -1);
    if (OTHER_COLOURS.containsKey(photometric)) {
      throw unsupported(OTHER_COLOURS.get(photometric));
    }
    if (photometric == CMYK && page.get(INKS, 1) != 1) {
      throw unsupported("has printing inks other than CMYK");
    }
    refuseSamples(page, photometric);
  }

  private static void refuseSamples(TiffDirectory page, long photometric)
      throws EndOfHeadException, BadPictureException {
    List<Long> bits = page.all(BITS, MOST_SAMPLES);
    List<Long> kinds = page.all(SAMPLE_KIND, MOST_SAMPLES);
    if (new HashSet<>(bits).size() > 1 || new HashSet<>(kinds).size() > 1) {
      throw unsupported("has samples of different kinds %s".formatted(bits));
    }
    long each = bits.isEmpty() ? 1 : bits.getFirst();
    long kind = kinds.isEmpty() ? 1 : kinds.getFirst();
    boolean known =
        switch ((int) kind) {
          case 1, 4 -> Set.of(1L, 2L, 4L, 8L, 16L, 32L).contains(each); // unsigned, or undefined
          case 3 -> each == 32 && photometric == 2;
          default -> false;
        };
    if (!known) {
      throw unsupported("has samples of %d bits (%s)".formatted(each, name(kind)));
    }
  }

  private static String name(long kind) {
    return switch ((int) kind) {
      case 1, 4 -> "unsigned";
      case 2 -> "signed";
      case 3 -> "floating point";
      default -> "complex";
    };
  }

  private static BadPictureException unsupported(String what) {
    return BadPictureException.unsupported(PictureFormat.TIFF, what);
  }

  private static ColourModel colours(int photometric, boolean alpha) {
    return switch (photometric) {
      case 0, 1 -> alpha ? ColourModel.GREY_ALPHA : ColourModel.GREY;
      case 2, 6 -> alpha ? ColourModel.RGB_ALPHA : ColourModel.RGB;
      case 3 -> ColourModel.PALETTE;
      case CMYK -> ColourModel.CMYK;
      case -1 -> ColourModel.UNKNOWN;
      default -> ColourModel.OTHER;
    };
  }
}
