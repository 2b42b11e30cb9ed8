package io.fanlens.picture.preparation;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.header.EndOfHeadException;
import io.fanlens.picture.header.Head;
import io.fanlens.picture.header.JpegSegments;
import java.util.OptionalDouble;

/**
 * Guesses how large a JPEG becomes when it is written again, from its own size and its quantisation
 * table. One of 15 MB and quality 92 has about 10 MB at quality 85, so it need not be written in
 * full to know that it does not fit 5 MB.
 */
final class JpegBytes {

  private static final int ENTRIES = 64;

  /** The sum of the JPEG standard's luminance table, which is quality 50. */
  private static final double STANDARD_SUM = 3_688;

  /** Measured on photographs: a table twice as coarse gives 0.64 of the bytes. */
  private static final double EXPONENT = -0.643;

  private JpegBytes() {}

  /**
   * Bytes at a quality in the same size; empty for what is no JPEG or has no table at hand.
   *
   * @param bytes of the picture, without what follows its end
   */
  static OptionalDouble expected(byte[] picture, long bytes, PictureFormat format, int quality) {
    if (format != PictureFormat.JPEG) {
      return OptionalDouble.empty();
    }
    try {
      double coarseness = tableSum(Head.of(picture)) / STANDARD_SUM;
      double wanted = quality >= 50 ? (200 - 2 * quality) / 100.0 : 50.0 / quality;
      return coarseness > 0
          ? OptionalDouble.of(bytes * Math.pow(wanted / coarseness, EXPONENT))
          : OptionalDouble.empty();
    } catch (EndOfHeadException | BadPictureException e) {
      return OptionalDouble.empty();
    }
  }

  /** Of the first table, which is that of the luminance; 0 where there is none. */
  private static int tableSum(Head head) throws EndOfHeadException, BadPictureException {
    JpegSegments segments = new JpegSegments(head);
    while (true) {
      JpegSegments.Segment segment = segments.next();
      if (segment.marker() == JpegSegments.TABLES) {
        int bytesEach = head.uint8(segment.content()) < 16 ? 1 : 2;
        int sum = 0;
        for (int entry = 0; entry < ENTRIES; entry++) {
          long value = segment.content() + 1 + (long) entry * bytesEach;
          sum += bytesEach == 1 ? head.uint8(value) : head.uint16(value);
        }
        return sum;
      }
      if (segment.marker() == JpegSegments.START_OF_SCAN) {
        return 0;
      }
    }
  }
}
