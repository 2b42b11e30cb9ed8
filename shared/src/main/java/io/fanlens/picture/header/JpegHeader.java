package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.header.JpegSegments.Segment;
import java.util.Optional;

/**
 * Reads a JPEG's frame header (SOF), and its orientation: of several EXIF blocks the first counts,
 * as in browsers and in Pillow.
 */
final class JpegHeader {

  private static final int MOST_SEGMENTS = 4_096;
  private static final int PROGRESSIVE = 0xC2;
  private static final int ARITHMETIC = 0xC9;
  private static final int ARITHMETIC_PROGRESSIVE = 0xCA;

  private final Head head;
  private final JpegSegments segments;
  private Optional<Orientation> orientation = Optional.empty();
  private Optional<Segment> frame = Optional.empty();
  private boolean irregular;

  private JpegHeader(Head head) {
    this.head = head;
    segments = new JpegSegments(head);
  }

  static PictureHeader read(Head head) throws EndOfHeadException, BadPictureException {
    JpegHeader header = new JpegHeader(head);
    try {
      header.walk();
    } catch (EndOfHeadException e) {
      if (header.frame.isEmpty()) {
        throw e;
      }
    }
    return header.header();
  }

  /** Up to the first scan: what stands there decides whether every decoder reads the file. */
  private void walk() throws EndOfHeadException, BadPictureException {
    for (int i = 0; i < MOST_SEGMENTS; i++) {
      Segment segment = segments.next();
      int marker = segment.marker();
      if (marker == JpegSegments.START_OF_SCAN || marker == JpegSegments.END_OF_IMAGE) {
        if (frame.isEmpty()) {
          throw BadPictureException.broken(PictureFormat.JPEG, "has no size before its pixels");
        }
        return;
      }
      if (isFrame(marker) && frame.isEmpty()) {
        head.uint8(segment.content() + 5);
        frame = Optional.of(segment);
        refuseRareFrame(marker);
      } else if (marker == JpegSegments.APP1 && isExif(segment)) {
        exif(segment);
      }
    }
    if (frame.isEmpty()) {
      throw BadPictureException.broken(
          PictureFormat.JPEG, "has over %d segments before its size".formatted(MOST_SEGMENTS));
    }
  }

  /** Rekognition takes baseline and progressive ones; of the others, arithmetic ones are read. */
  private void refuseRareFrame(int marker) throws BadPictureException {
    if (marker > PROGRESSIVE && marker != ARITHMETIC && marker != ARITHMETIC_PROGRESSIVE) {
      throw BadPictureException.unsupported(
          PictureFormat.JPEG, "is a lossless or hierarchical one (SOF%d)".formatted(marker & 15));
    }
    irregular |= marker > PROGRESSIVE;
  }

  private void exif(Segment segment) {
    Orientation here =
        TiffDirectory.orientationOf(head.until(segment.end()), segment.content() + 6);
    irregular |= orientation.isPresent() && !orientation.get().equals(here);
    orientation = Optional.of(orientation.orElse(here));
  }

  /** A long EXIF block goes on in further segments, without the beginning of a TIFF. */
  private boolean isExif(Segment segment) {
    long tiff = segment.content() + 6;
    return head.has(segment.content(), "Exif\0")
        && (orientation.isEmpty() || head.has(tiff, "II*\0") || head.has(tiff, "MM\0*"));
  }

  private PictureHeader header() throws EndOfHeadException, BadPictureException {
    long at = frame.orElseThrow().content();
    return PictureHeader.of(
            PictureFormat.JPEG,
            head.uint16(at + 3),
            head.uint16(at + 1),
            orientation.orElse(Orientation.AS_STORED),
            head.uint8(at),
            switch (head.uint8(at + 5)) {
              case 1 -> ColourModel.GREY;
              case 3 -> ColourModel.RGB;
              case 4 -> ColourModel.CMYK;
              default -> ColourModel.OTHER;
            })
        .irregular(irregular || segments.irregular());
  }

  /** SOF0 to SOF15, without the tables that share their range (DHT, JPG, DAC). */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
