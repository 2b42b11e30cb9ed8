package io.fanlens.stage.capacity;

import io.fanlens.settings.QuotaChoice;
import java.util.OptionalInt;

/**
 * How many pictures a second the concurrent functions can process, and how fast AWS Lambda scales
 * them. 15 batches of 10 with two operations: 150 / (2 x 0.38 + 0.36) = 134 pictures a second.
 *
 * @param maximumConcurrency batches in flight, as configured or derived
 * @param batchSize messages in a batch
 * @param inFlightSeconds how long a message is in flight when the quotas are used up
 * @param accountConcurrency concurrency that the account leaves, where it was read
 */
public record FunctionCapacity(
    int maximumConcurrency, int batchSize, double inFlightSeconds, OptionalInt accountConcurrency) {

  /** Batches that AWS Lambda begins with (Developer Guide, scaling of an SQS mapping). */
  static final int INITIAL_BATCHES = 5;

  /** It adds up to 300 a minute. */
  static final double ADDED_BATCHES_PER_SECOND = 5;

  /** With this wait besides the call, 98.5% of the quotas are used; see Concurrency. */
  private static final double WAIT_SECONDS = 0.36;

  public static FunctionCapacity of(Stage stage, AccountFacts account) {
    double calls = stage.operations().size() * Concurrency.CALL.toMillis() / 1000.0;
    return new FunctionCapacity(
        stage.maximumConcurrency(),
        stage.batchSize(),
        stage.choice() == QuotaChoice.RESERVE ? calls + WAIT_SECONDS : calls,
        account.lambdaConcurrency());
  }

  /** Functions that can run at once. */
  public int concurrency() {
    return Math.min(maximumConcurrency, accountConcurrency.orElse(maximumConcurrency));
  }

  /** The throughput of so many functions. */
  public double picturesPerSecond(double functions) {
    return functions * batchSize / inFlightSeconds;
  }

  /** Functions that this throughput needs. */
  public int functionsFor(double picturesPerSecond) {
    return Concurrency.batches(picturesPerSecond * inFlightSeconds, batchSize);
  }

  /** How long the mapping takes to start so many functions. */
  double rampSeconds(double functions) {
    return Math.max(0, (functions - INITIAL_BATCHES) / ADDED_BATCHES_PER_SECOND);
  }
}
