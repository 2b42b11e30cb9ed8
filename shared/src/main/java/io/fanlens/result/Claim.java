package io.fanlens.result;

import java.time.Instant;
import java.util.Optional;

/** Result of claiming one version of a picture for one operation. */
public sealed interface Claim {

  /**
   * Granted until its end.
   *
   * @param token identifies it at the finish
   * @param attempt which real attempt this is, from 1
   * @param takenOver whether its last holder never released it: its process died, or was cut off
   * @param gaveUp why an earlier attempt gave the picture up, when it could send no dead letter
   */
  record Granted(String token, int attempt, boolean takenOver, Optional<Failure> gaveUp)
      implements Claim {

    public Granted(String token, int attempt) {
      this(token, attempt, false, Optional.empty());
    }
  }

  /** A row of this or a newer version exists, or a newer version is in flight. */
  record NotOwed() implements Claim {}

  /** Another worker has it. */
  record Busy(Instant until) implements Claim {}

  /**
   * Why an attempt failed.
   *
   * @param why a sentence for the row
   */
  record Failure(String errorCode, String why) {}
}
