package io.fanlens.picture.vips;

import io.fanlens.picture.header.EndOfHeadException;
import io.fanlens.picture.header.Head;

/** Reads of a colour profile only whether following it would change anything. */
final class IccProfile {

  private static final int MOST_TAGS = 100;
  private static final int TAG_TABLE = 128;
  private static final int MOST_NAME_BYTES = 200;

  private IccProfile() {}

  /** False for what calls itself sRGB, as most pictures do, and for what cannot be read. */
  static boolean changesColours(byte[] profile) {
    Head head = Head.of(profile);
    try {
      long tags = Math.min(MOST_TAGS, head.uint32(TAG_TABLE));
      for (long i = 0; i < tags; i++) {
        long tag = TAG_TABLE + 4 + 12 * i;
        if (head.has(tag, "desc")) {
          long from = head.uint32(tag + 4);
          long to = from + Math.min(MOST_NAME_BYTES, head.uint32(tag + 8));
          return !saysSrgb(head, from, to);
        }
      }
      return true;
    } catch (EndOfHeadException e) {
      return false;
    }
  }

  /** As ASCII in older profiles and as UTF-16 in newer ones. */
  private static boolean saysSrgb(Head head, long from, long to) {
    for (long at = from; at < to; at++) {
      if (head.has(at, "sRGB") || head.has(at, "s\0R\0G\0B")) {
        return true;
      }
    }
    return false;
  }
}
