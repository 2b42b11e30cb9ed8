package io.fanlens.result;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stands for an object's key where it must be short or unreadable: file names hold names of people.
 * {@code party.jpg} is {@code 230c5834ad3c0d9f}, the start of its SHA-256.
 */
public final class KeyHash {

  private KeyHash() {}

  public static String of(String key, int digits) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
