package io.fanlens.result;

import java.time.Instant;

/** Result of claiming one version of a picture for one operation. */
public sealed interface Claim {

  /**
   * Granted until its end.
   *
   * @param token identifies it at the finish
   * @param attempt which real attempt this is, from 1
   */
  record Granted(String token, int attempt) implements Claim {}

  /** A row of this or a newer version exists, or a newer version is in flight. */
  record NotOwed() implements Claim {}

  /** Another worker has it. */
  record Busy(Instant until) implements Claim {}
}
