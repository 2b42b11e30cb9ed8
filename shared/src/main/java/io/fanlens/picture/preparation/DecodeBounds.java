package io.fanlens.picture.preparation;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.header.EndOfHeadException;
import io.fanlens.picture.header.Head;
import io.fanlens.picture.header.JpegSegments;

/**
 * Refuses files that are small in pixels and endless in work: a JPEG of 0.5 MB may have 5,000
 * scans, each a walk over all pixels, and a TIFF 100,000 pages, all of which are read. Honest ones
 * are far below these bounds, and what is below them takes less than a second more.
 */
final class DecodeBounds {

  static final int MOST_SCANS = 100;
  static final int MOST_PAGES = 10_000;
  static final int MOST_TEXTS = 100;

  private DecodeBounds() {}

  static void check(byte[] picture, PictureFormat format) throws BadPictureException {
    Head head = Head.of(picture);
    try {
      switch (format) {
        case JPEG ->
            check(format, JpegSegments.scans(picture, MOST_SCANS + 1), MOST_SCANS, "scans");
        case TIFF -> check(format, pages(head), MOST_PAGES, "pages");
        case PNG -> check(format, texts(head), MOST_TEXTS, "texts");
        case GIF, BMP, WEBP, AVIF, HEIC -> {
          // one frame is read, and its work goes by its pixels
        }
      }
    } catch (EndOfHeadException e) {
      // cut off: the decoder says so
    }
  }

  private static void check(PictureFormat format, int count, int most, String what)
      throws BadPictureException {
    if (count > most) {
      throw BadPictureException.broken(
          format, "takes too long to decode: it has over %d %s".formatted(most, what));
    }
  }

  private static int pages(Head bytes) throws EndOfHeadException {
    Head head = bytes.littleEndian(bytes.uint8(0) == 'I');
    boolean big = head.uint16(2) == 43;
    long at = big ? head.int64(8) : head.uint32(4);
    int pages = 0;
    while (at > 0 && at < head.end() && pages <= MOST_PAGES) {
      long entries = big ? head.int64(at) : head.uint16(at);
      long next = at + (big ? 8 + entries * 20 : 2 + entries * 12);
      at = big ? head.int64(next) : head.uint32(next);
      pages++;
    }
    return pages;
  }

  private static int texts(Head head) throws EndOfHeadException {
    int texts = 0;
    long at = 8;
    while (texts <= MOST_TEXTS && !head.has(at + 4, "IEND")) {
      if (head.has(at + 4, "zTXt") || head.has(at + 4, "iTXt") || head.has(at + 4, "tEXt")) {
        texts++;
      }
      at += 12 + head.uint32(at);
    }
    return texts;
  }
}
