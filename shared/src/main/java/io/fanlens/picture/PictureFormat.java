package io.fanlens.picture;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a file is by its first bytes, never by its name or content type. Rekognition takes JPEG and
 * PNG only.
 */
public enum PictureFormat {
  JPEG,
  PNG,
  GIF,
  BMP,
  TIFF,
  WEBP,
  AVIF,
  HEIC;

  /** All the bytes that the recognition reads. */
  public static final int HEAD_BYTES = 32;

  /** Whether Rekognition takes this format. */
  public boolean sendable() {
    return this == JPEG || this == PNG;
  }

  /** "a JPEG", "an AVIF", for sentences. */
  public String withArticle() {
    return (this == AVIF ? "an " : "a ") + name();
  }

  /** Empty when the bytes begin like no picture format that is known here. */
  public static Optional<PictureFormat> recognise(byte[] head) {
    if (startsWith(head, 0, 0xFF, 0xD8, 0xFF)) {
      return Optional.of(JPEG);
    }
    if (startsWith(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
      return Optional.of(PNG);
    }
    if (startsWith(head, 0, 'G', 'I', 'F', '8')) {
      return Optional.of(GIF);
    }
    if (isBmp(head)) {
      return Optional.of(BMP);
    }
    if (startsWith(head, 0, 'I', 'I', 42, 0)
        || startsWith(head, 0, 'M', 'M', 0, 42)
        || startsWith(head, 0, 'I', 'I', 43, 0, 8, 0)
        || startsWith(head, 0, 'M', 'M', 0, 43, 0, 8)) {
      return Optional.of(TIFF);
    }
    if (startsWith(head, 0, 'R', 'I', 'F', 'F') && startsWith(head, 8, 'W', 'E', 'B', 'P')) {
      return Optional.of(WEBP);
    }
    if (startsWith(head, 4, 'f', 't', 'y', 'p')) {
      return isoBrand(head);
    }
    return Optional.empty();
  }

  /**
   * The format.
   *
   * @throws BadPictureException when it is none that is known here
   */
  public static PictureFormat recogniseOrRefuse(byte[] head) throws BadPictureException {
    return recognise(head).orElseThrow(() -> OtherFile.refused(head));
  }

  /**
   * A text may begin with "BM" too, so a header's length must follow: the oldest, or a later one.
   */
  private static boolean isBmp(byte[] head) {
    if (!startsWith(head, 0, 'B', 'M') || head.length < 18) {
      return false;
    }
    int length = head[14] & 0xFF;
    boolean known =
        length == 12 || (length >= 16 && length <= 64) || length == 108 || length == 124;
    return known && startsWith(head, 15, 0, 0, 0);
  }

  /** HEIC and AVIF share one container; they differ in its brands, four letters each. */
  private static Optional<PictureFormat> isoBrand(byte[] head) {
    String brands =
        new String(
            head, 8, Math.max(0, Math.min(head.length, HEAD_BYTES) - 8), StandardCharsets.US_ASCII);
    if (brands.contains("avif") || brands.contains("avis")) {
      return Optional.of(AVIF);
    }
    if (brands.contains("heic") || brands.contains("heix") || brands.contains("mif1")) {
      return Optional.of(HEIC);
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int offset, int... expected) {
    if (bytes.length < offset + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[offset + i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
