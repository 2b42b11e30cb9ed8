package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The page of a TIFF that is shown: the first one that is no thumbnail of another, which may lie
 * below the thumbnail. And which samples of a pixel are its colours, and which one its opacity.
 */
public final class TiffPage {

  static final int WIDTH = 0x0100;
  static final int LENGTH = 0x0101;
  static final int PHOTOMETRIC = 0x0106;
  static final int SAMPLES = 0x0115;

  private static final int KIND = 0x00FE;
  private static final int OLD_KIND = 0x00FF;
  private static final int PAGES_BELOW = 0x014A;
  private static final int EXTRA_SAMPLES = 0x0152;
  private static final int DNG_VERSION = 0xC612;
  private static final int RGB = 2;
  private static final int LAB = 8;
  private static final int SENSOR = 32_803;
  private static final int LINEAR_SENSOR = 34_892;
  private static final int MOST_PAGES = 64;

  private final TiffDirectory directory;
  private final boolean first;
  private final int alpha;

  private TiffPage(TiffDirectory directory, boolean first) throws EndOfHeadException {
    this.directory = directory;
    this.first = first;
    alpha = alphaOf(directory);
  }

  /**
   * The page.
   *
   * @throws BadPictureException for a raw file of a camera, whose pictures are thumbnails
   */
  static TiffPage shown(Head head) throws EndOfHeadException, BadPictureException {
    TiffDirectory firstPage = TiffDirectory.read(head, 0);
    if (head.has(8, "CR\2\0")) {
      throw raw("CR2");
    }
    if (firstPage.has(DNG_VERSION)) {
      throw raw("DNG");
    }
    Set<Long> seen = new HashSet<>();
    TiffDirectory largest = firstPage;
    TiffDirectory page = firstPage;
    while (true) {
      if (isShown(page)) {
        return new TiffPage(page, page == firstPage);
      }
      for (long below : page.all(PAGES_BELOW, MOST_PAGES)) {
        TiffDirectory candidate = TiffDirectory.at(head, below);
        if (seen.add(below) && isShown(candidate)) {
          return new TiffPage(candidate, /* first= */ false);
        }
      }
      largest = pixels(page) > pixels(largest) ? page : largest;
      long next = page.next();
      if (next <= 0 || seen.size() >= MOST_PAGES || !seen.add(next)) {
        return new TiffPage(largest, largest == firstPage);
      }
      page = TiffDirectory.at(head, next);
    }
  }

  /** Of a file whose header was read before. */
  public static TiffPage shownIn(byte[] tiff) throws IOException {
    try {
      return shown(Head.of(tiff));
    } catch (EndOfHeadException | BadPictureException e) {
      throw new IOException("its pages cannot be read", e);
    }
  }

  private static boolean isShown(TiffDirectory page) throws BadPictureException {
    long photometric = page.get(PHOTOMETRIC, -1);
    if (photometric == SENSOR || photometric == LINEAR_SENSOR) {
      throw raw("such as NEF, ARW or DNG");
    }
    boolean reduced = (page.get(KIND, 0) & 1) != 0 || page.get(OLD_KIND, 0) == 2;
    return !reduced && (page.get(KIND, 0) & 4) == 0; // 4: a mask of another page
  }

  private static BadPictureException raw(String kind) {
    return BadPictureException.unsupported(
        PictureFormat.TIFF, "is a raw file of a camera (%s)".formatted(kind));
  }

  private static long pixels(TiffDirectory page) {
    return page.get(WIDTH, 0) * page.get(LENGTH, 0);
  }

  private static int alphaOf(TiffDirectory page) throws EndOfHeadException {
    List<Long> kinds = page.all(EXTRA_SAMPLES, 16);
    for (int i = 0; i < kinds.size(); i++) {
      if (kinds.get(i) == 1 || kinds.get(i) == 2) { // premultiplied or not
        return (int) Math.min(16, page.get(SAMPLES, 1)) - kinds.size() + i;
      }
    }
    return -1;
  }

  TiffDirectory directory() {
    return directory;
  }

  /** Whether every reader shows it without being told to. */
  public boolean isFirst() {
    return first;
  }

  /** A file that begins with this page; the given one where it does so. */
  public byte[] asFirst(byte[] tiff) {
    if (first) {
      return tiff;
    }
    byte[] copy = tiff.clone();
    ByteBuffer buffer = ByteBuffer.wrap(copy).order(order(copy));
    if (buffer.getShort(2) == 43) {
      buffer.putLong(8, directory.offset());
    } else {
      buffer.putInt(4, (int) directory.offset());
    }
    return copy;
  }

  /** Whether its samples are CIE Lab of 8 bits: lightness, and two signed ones. */
  public boolean isLabOf8Bits() {
    return directory.get(PHOTOMETRIC, -1) == LAB && directory.get(TiffHeader.BITS, 1) == 8;
  }

  /** A file whose samples are called RGB, so that libvips, which fails at Lab, hands them over. */
  public byte[] asRgb(byte[] tiff) {
    byte[] copy = tiff.clone();
    ByteBuffer buffer = ByteBuffer.wrap(copy).order(order(copy));
    directory.fieldOf(PHOTOMETRIC).ifPresent(at -> buffer.putShort(at, (short) RGB));
    return copy;
  }

  private static ByteOrder order(byte[] tiff) {
    return tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }

  public int samples() {
    return (int) Math.min(Integer.MAX_VALUE, directory.get(SAMPLES, 1));
  }

  /** How many samples of a pixel are colours; all where that is unknown. */
  public int colours() {
    int colours =
        switch ((int) directory.get(PHOTOMETRIC, -1)) {
          case 0, 1, 3 -> 1;
          case 2, 6, 8 -> 3;
          case 5 -> 4;
          default -> samples();
        };
    return Math.min(colours, samples());
  }

  /** The sample that says how opaque a pixel is; -1 where none is declared to be that. */
  public int alpha() {
    return alpha >= colours() && alpha < samples() ? alpha : -1;
  }
}
