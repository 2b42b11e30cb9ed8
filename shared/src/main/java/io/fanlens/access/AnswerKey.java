package io.fanlens.access;

import java.nio.charset.StandardCharsets;

/**
 * What a client calls one of its calls, so that a repeat is known. Only its hash is kept: clients
 * put names and order numbers into such keys.
 *
 * @param keyId of the client, since every client has its own
 * @param hash of the client's text
 */
public record AnswerKey(String keyId, String hash) {

  public static AnswerKey of(String keyId, String idempotencyKey) {
    return new AnswerKey(keyId, Sha256.hex(idempotencyKey.getBytes(StandardCharsets.UTF_8)));
  }
}
