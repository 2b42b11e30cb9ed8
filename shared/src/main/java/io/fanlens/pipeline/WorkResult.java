package io.fanlens.pipeline;

/** What the work on one picture for one operation comes to. */
sealed interface WorkResult {

  /** It has ended. */
  record Ended(Outcome outcome) implements WorkResult {}

  /** It ends with the message's dead letter. */
  record NeedsDeadLetter(GivenUp givenUp) implements WorkResult {}
}
