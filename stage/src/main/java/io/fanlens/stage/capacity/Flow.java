package io.fanlens.stage.capacity;

import io.fanlens.settings.QuotaChoice;
import java.util.OptionalInt;

/**
 * How many pictures a second so many functions can have in hand, and how fast they come up. 15
 * batches of 10 with two operations: 150 / (2 x 0.38 + 0.36) = 134 pictures a second.
 *
 * @param maximumConcurrency batches in hand at once, as configured or derived
 * @param batchSize messages in a batch
 * @param inHandSeconds how long a message is in hand when the quotas are used up
 * @param accountConcurrency executions at once that the account leaves, where it was read
 */
public record Flow(
    int maximumConcurrency, int batchSize, double inHandSeconds, OptionalInt accountConcurrency) {

  /** AWS Lambda begins to read a queue with so many batches (Developer Guide, SQS scaling). */
  static final int FIRST_BATCHES = 5;

  /** Then it adds up to 300 a minute. */
  static final double MORE_BATCHES_A_SECOND = 5;

  /** With so long to wait beside a call, 98.5% of the quotas were used; see Concurrency. */
  private static final double WAIT_SECONDS = 0.36;

  public static Flow of(Stage stage, AccountFacts account) {
    double calls = stage.operations().size() * Concurrency.CALL.toMillis() / 1000.0;
    return new Flow(
        stage.maximumConcurrency(),
        stage.batchSize(),
        stage.choice() == QuotaChoice.RESERVE ? calls + WAIT_SECONDS : calls,
        account.lambdaConcurrency());
  }

  /** Functions that can really run at once. */
  public int functions() {
    return Math.min(maximumConcurrency, accountConcurrency.orElse(maximumConcurrency));
  }

  /** Pictures a second that so many functions get through. */
  public double picturesPerSecond(double functions) {
    return functions * batchSize / inHandSeconds;
  }

  /** Functions that so many pictures a second need. */
  public int functionsFor(double picturesPerSecond) {
    return Concurrency.batches(picturesPerSecond * inHandSeconds, batchSize);
  }

  /** How long the mapping takes until that many functions run. */
  double rampSeconds(double functions) {
    return Math.max(0, (functions - FIRST_BATCHES) / MORE_BATCHES_A_SECOND);
  }
}
