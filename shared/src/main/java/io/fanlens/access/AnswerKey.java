package io.fanlens.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What a client calls one of its calls, so that a repeat is known. Only its hash is kept: clients
 * put names and order numbers into such keys.
 *
 * @param keyId of the client, since every client has its own
 * @param hash of the client's text
 */
public record AnswerKey(String keyId, String hash) {

  public static AnswerKey of(String keyId, String idempotencyKey) {
    try {
      byte[] text = idempotencyKey.getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return new AnswerKey(keyId, HexFormat.of().formatHex(digest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
