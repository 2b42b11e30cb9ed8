package io.fanlens.local.s3;

/**
 * Encodes object keys as distinct file names. The underlying blob store keeps objects as files,
 * where {@code a//b} is {@code a/b}, {@code a/../b} is {@code b}, and {@code a} cannot coexist with
 * {@code a/b}; in S3 all of these are different keys. So the last part of every key gets a marker,
 * and a folder without a proper name gets another. The markers sort before all characters of keys,
 * which keeps listings in order.
 */
final class KeyCode {

  private static final char OBJECT = '\u0001';
  private static final char FOLDER = '\u0002';

  private KeyCode() {}

  static String encode(String key) {
    return folders(key) + OBJECT;
  }

  /** A prefix ends anywhere, so only its whole folders are encoded. */
  static String encodePrefix(String prefix) {
    return prefix == null ? null : folders(prefix);
  }

  /** Anything else in the store is a file that is still being written. */
  static boolean isObject(String encoded) {
    return encoded.charAt(encoded.length() - 1) == OBJECT;
  }

  static String decode(String encoded) {
    if (encoded == null) {
      return null;
    }
    StringBuilder key = new StringBuilder(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c != OBJECT && c != FOLDER) {
        key.append(c);
      }
    }
    return key.toString();
  }

  private static String folders(String key) {
    StringBuilder encoded = new StringBuilder(key.length() + 8);
    int start = 0;
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', start)) {
      String folder = key.substring(start, slash);
      encoded.append(folder);
      if (folder.isEmpty() || folder.equals(".") || folder.equals("..")) {
        encoded.append(FOLDER);
      }
      encoded.append('/');
      start = slash + 1;
    }
    return encoded.append(key, start, key.length()).toString();
  }
}
