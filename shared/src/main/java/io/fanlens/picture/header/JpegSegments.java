package io.fanlens.picture.header;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import java.util.OptionalLong;

/**
 * Walks the segments of a JPEG as its decoders do: stray bytes between two of them are skipped, and
 * the pixels of a scan go on to the next marker. A motion photo's video, which follows the end, is
 * never looked into.
 */
public final class JpegSegments {

  public static final int TABLES = 0xDB;
  public static final int START_OF_SCAN = 0xDA;
  static final int END_OF_IMAGE = 0xD9;
  static final int APP1 = 0xE1;

  private static final int START_OF_IMAGE = 0xD8;
  private static final int FIRST_RESTART = 0xD0;
  private static final int TEM = 0x01;

  /**
   * A segment.
   *
   * @param content where it begins, behind the length
   * @param end behind its last byte
   */
  public record Segment(int marker, long content, long end) {}

  private final Head head;
  private long at = 2;
  private boolean irregular;

  public JpegSegments(Head head) {
    this.head = head;
  }

  /** Whether something was met that decoders read, but not all of them alike. */
  boolean irregular() {
    return irregular;
  }

  public Segment next() throws EndOfHeadException, BadPictureException {
    int marker = marker();
    if (hasNoLength(marker)) {
      irregular |= marker != END_OF_IMAGE;
      return new Segment(marker, at, at);
    }
    int length = head.uint16(at);
    if (length < 2) {
      throw BadPictureException.broken(
          PictureFormat.JPEG, "has a segment of %d bytes".formatted(length));
    }
    irregular |= marker < 0xC0;
    Segment segment = new Segment(marker, at + 2, at + length);
    at += length;
    return segment;
  }

  private int marker() throws EndOfHeadException {
    while (true) {
      while (head.uint8(at) != 0xFF) {
        irregular = true;
        at++;
      }
      while (head.uint8(at) == 0xFF) {
        at++; // fill bytes
      }
      int marker = head.uint8(at++);
      if (marker != 0) {
        return marker;
      }
      irregular = true; // an escaped 0xFF, which belongs into a scan
    }
  }

  /** To be called after the head of a scan: goes on to the marker behind its pixels. */
  public void skipPixels() throws EndOfHeadException {
    while (true) {
      while (head.uint8(at) != 0xFF) {
        at++;
      }
      int following = head.uint8(at + 1);
      if (following != 0 && following != 0xFF && !isRestart(following)) {
        return;
      }
      at++;
    }
  }

  /** Behind the end marker of the whole file's first picture; empty where it has none. */
  public static OptionalLong endOfPicture(byte[] jpeg) {
    JpegSegments segments = new JpegSegments(Head.of(jpeg));
    try {
      while (true) {
        Segment segment = segments.next();
        if (segment.marker() == END_OF_IMAGE) {
          return OptionalLong.of(segment.end());
        }
        if (segment.marker() == START_OF_SCAN) {
          segments.skipPixels();
        }
      }
    } catch (EndOfHeadException e) {
      return OptionalLong.empty();
    } catch (BadPictureException e) {
      return OptionalLong.of(jpeg.length); // damaged: whoever decodes it says so
    }
  }

  /** The scans of the first picture, up to a number. */
  public static int scans(byte[] jpeg, int most) throws EndOfHeadException, BadPictureException {
    JpegSegments segments = new JpegSegments(Head.of(jpeg));
    int scans = 0;
    while (scans < most) {
      Segment segment = segments.next();
      if (segment.marker() == END_OF_IMAGE) {
        break;
      }
      if (segment.marker() == START_OF_SCAN) {
        scans++;
        segments.skipPixels();
      }
    }
    return scans;
  }

  /** TEM, RSTn, SOI and EOI stand alone. */
  private static boolean hasNoLength(int marker) {
    return marker == TEM || isRestart(marker) || marker == START_OF_IMAGE || marker == END_OF_IMAGE;
  }

  private static boolean isRestart(int marker) {
    return marker >= FIRST_RESTART && marker < START_OF_IMAGE;
  }
}
