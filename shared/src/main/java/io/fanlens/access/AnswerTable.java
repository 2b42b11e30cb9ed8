package io.fanlens.access;

import java.time.Instant;

/**
 * Answers that are kept by idempotency keys, so that a repeated call is not paid for again. A key
 * is claimed before its call is made, with an end: a process that was killed holds it no longer.
 */
public interface AnswerTable {

  /**
   * A call's right to a key.
   *
   * @param call what is asked for, as a hash
   * @param owner another text for every try; the same one claims its own key again
   * @param until the owner is surely gone by then
   */
  record Claim(String call, String owner, Instant until) {}

  /**
   * Claims a key that is free: never used, released, expired, or held by a call of the same content
   * whose time is over.
   */
  AnswerClaim claim(AnswerKey key, Claim claim, Instant now) throws AccessUnavailableException;

  /**
   * Keeps the answer of a claimed call.
   *
   * @param expiresAt nobody asks again after this
   * @return false when the claim had ended and somebody else has the key
   */
  boolean keep(AnswerKey key, String owner, byte[] answer, Instant expiresAt)
      throws AccessUnavailableException;

  /** Frees the key of a call without an answer, if it is still the owner's. */
  void release(AnswerKey key, String owner, Instant now) throws AccessUnavailableException;
}
