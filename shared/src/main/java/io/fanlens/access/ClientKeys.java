package io.fanlens.access;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Ids of keys: they look like AWS access key ids, so that every SDK takes them, and begin with
 * letters that no scanner for leaked AWS keys looks for.
 */
public final class ClientKeys {

  private static final String PREFIX = "FL";
  private static final int LENGTH = 20;

  /** 32 characters, 5 bits each: without I, L, O and U, which are misread. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final Pattern KEY_ID = Pattern.compile(PREFIX + "[A-Z0-9]{18}");

  private ClientKeys() {}

  /**
   * A new id of 90 random bits.
   *
   * @param random a secure one
   */
  public static String newKeyId(RandomGenerator random) {
    StringBuilder id = new StringBuilder(PREFIX);
    while (id.length() < LENGTH) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  public static boolean isKeyId(String text) {
    return text != null && KEY_ID.matcher(text).matches();
  }
}
