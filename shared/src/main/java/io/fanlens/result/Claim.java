package io.fanlens.result;

import java.time.Instant;

/** What came of asking for the right to work on one version of a picture for one operation. */
public sealed interface Claim {

  /**
   * It is ours until it ends.
   *
   * @param token proves it at the finish
   * @param attempt which real attempt this is, from 1
   */
  record Granted(String token, int attempt) implements Claim {}

  /** A row of this or a newer version is there, or a newer version is being worked on. */
  record NotOwed() implements Claim {}

  /** Another worker has it. */
  record Busy(Instant until) implements Claim {}
}
