package io.fanlens.pipeline;

/**
 * A picture whose attempts are used up for one operation. Its claim is still held: first comes the
 * dead letter.
 */
record GivenUp(ClaimedPicture picture, Outcome.Failed failure, int attempts) {

  String sentence() {
    return "Given up after %d attempts; the last one failed with: %s"
        .formatted(attempts, failure.why());
  }
}
