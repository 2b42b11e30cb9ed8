package io.fanlens.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret of a stack, which all clients' secrets are derived from: a leaked table is worth
 * nothing without it.
 */
public final class MasterKey {

  private static final String HMAC = "HmacSHA256";
  private static final int ID_DIGITS = 8;
  private static final int SHORTEST = 32;

  private final SecretKeySpec key;
  private final String id;

  private MasterKey(SecretKeySpec key, String id) {
    this.key = key;
    this.id = id;
  }

  /**
   * The key of a secret's text.
   *
   * @throws IllegalArgumentException when it is too short to be a key; the message does not quote
   *     it
   */
  public static MasterKey of(String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "the master secret has %d characters; give at least %d random ones"
              .formatted(secret.length(), SHORTEST));
    }
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return new MasterKey(new SecretKeySpec(bytes, HMAC), Sha256.hex(bytes).substring(0, ID_DIGITS));
  }

  /** Tells two masters apart, and says nothing about either. */
  public String id() {
    return id;
  }

  /** The secret of a client's key, of 32 bytes as base64url. */
  public String secretOf(String keyId, int version) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] derived =
          mac.doFinal(
              "fanlens-client|%s|%d".formatted(keyId, version).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + HMAC, e);
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "MasterKey " + id;
  }
}
