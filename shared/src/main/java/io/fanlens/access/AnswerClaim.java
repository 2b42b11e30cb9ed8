package io.fanlens.access;

import java.time.Instant;

/** What a call met that asked for an idempotency key. */
public sealed interface AnswerClaim {

  /** The key is the caller's own: the call may be made. */
  record Ours() implements AnswerClaim {}

  /**
   * The same call is being made.
   *
   * @param until then its process is gone, if it has not ended before
   */
  record Running(Instant until) implements AnswerClaim {}

  /** The key was used for another call. */
  record AnotherCall() implements AnswerClaim {}

  /** The same call was answered. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answered(byte[] answer) implements AnswerClaim {}
}
