package io.fanlens.access;

import java.time.LocalDate;

/** What became of a call that asked to be counted. */
public sealed interface CallTaken {

  /**
   * It may be made.
   *
   * @param day that it was counted for
   */
  record Yes(LocalDate day, Standing standing) implements CallTaken {}

  /** A limit is reached. */
  record LimitReached(Standing standing) implements CallTaken {}

  /** The client was disabled, or removed. */
  record NotAllowed() implements CallTaken {}

  /** The secret was rotated since the caller was authenticated. */
  record Rotated() implements CallTaken {}
}
