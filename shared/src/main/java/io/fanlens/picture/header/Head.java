package io.fanlens.picture.header;

/** The first bytes of a file, read by offset: whatever an offset says, nothing outside is read. */
public final class Head {

  private final byte[] bytes;
  private final long end;
  private final boolean littleEndian;

  private Head(byte[] bytes, long end, boolean littleEndian) {
    this.bytes = bytes;
    this.end = Math.min(Math.max(0, end), bytes.length);
    this.littleEndian = littleEndian;
  }

  public static Head of(byte[] bytes) {
    return new Head(bytes, bytes.length, false);
  }

  public Head littleEndian(boolean little) {
    return new Head(bytes, end, little);
  }

  boolean isLittleEndian() {
    return littleEndian;
  }

  /** The same bytes at the same offsets, ending earlier. */
  Head until(long earlierEnd) {
    return new Head(bytes, Math.min(end, earlierEnd), littleEndian);
  }

  public long end() {
    return end;
  }

  public int uint8(long at) throws EndOfHeadException {
    if (at < 0 || at >= end) {
      throw new EndOfHeadException();
    }
    return bytes[(int) at] & 0xFF;
  }

  public int uint16(long at) throws EndOfHeadException {
    int first = uint8(at);
    int second = uint8(at + 1);
    return littleEndian ? second << 8 | first : first << 8 | second;
  }

  public int uint24(long at) throws EndOfHeadException {
    return littleEndian ? uint16(at) | uint8(at + 2) << 16 : uint16(at) << 8 | uint8(at + 2);
  }

  public long uint32(long at) throws EndOfHeadException {
    long first = uint16(at);
    long second = uint16(at + 2);
    return littleEndian ? second << 16 | first : first << 16 | second;
  }

  /** As signed: offsets over 8 EiB come out negative and so outside. */
  public long int64(long at) throws EndOfHeadException {
    long first = uint32(at);
    long second = uint32(at + 4);
    return littleEndian ? second << 32 | first : first << 32 | second;
  }

  /** A number whose width the file itself gives: 2, 4 or 8 bytes, or 0 for a number left out. */
  public long number(long at, int bytes) throws EndOfHeadException {
    return switch (bytes) {
      case 0 -> 0;
      case 2 -> uint16(at);
      case 4 -> uint32(at);
      case 8 -> int64(at);
      default -> throw new EndOfHeadException();
    };
  }

  /** Whether these letters stand there, which they do not where the bytes end. */
  public boolean has(long at, String ascii) {
    if (at < 0 || at + ascii.length() > end) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if ((bytes[(int) at + i] & 0xFF) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
