package io.fanlens.stage.capacity;

import java.time.Duration;

/**
 * How many concurrent batches use up the quotas. By Little's law the messages in flight are the
 * throughput times the seconds that each is in flight: its calls, one operation after the other,
 * and a wait, so that one is always ready for the next permit. For one operation of 100 calls a
 * second that is 100 x (0.38 + 0.52) = 90 messages, 9 batches of 10; more would only wait longer,
 * and be billed for it.
 */
public final class Concurrency {

  /** A Rekognition call takes 0.35 to 0.45 s. */
  public static final Duration CALL = Duration.ofMillis(380);

  /**
   * How long a message waits for its permit. With one operation, 0.59 s in flight (0.21 s of them
   * waiting) use 92% of the quotas and 0.74 s use 98.5%; beyond 1 s, the reservation horizon,
   * reservations only fail.
   */
  private static final Duration WAIT = Duration.ofMillis(520);

  /** AWS Lambda's limits of an event source mapping's MaximumConcurrency. */
  public static final int MIN = 2;

  public static final int MAX = 1_000;

  private Concurrency() {}

  /**
   * MaximumConcurrency of the mapping.
   *
   * @param permitsPerSecond sum of the quotas of the operation that has the least
   * @param operations that a message calls one after the other
   * @param batchSize messages in a batch
   */
  public static int maximum(double permitsPerSecond, int operations, int batchSize) {
    return batches(messages(permitsPerSecond, operations), batchSize);
  }

  /** Messages in flight at this throughput, each of which calls so many operations. */
  public static double messages(double permitsPerSecond, int operations) {
    Duration inFlight = CALL.multipliedBy(operations).plus(WAIT);
    return permitsPerSecond * inFlight.toMillis() / 1_000;
  }

  /** The batches that hold so many messages, within AWS Lambda's limits. */
  public static int batches(double messages, int batchSize) {
    if (!(messages > 0) || batchSize < 1) {
      throw new IllegalArgumentException(
          "%s messages in flight in batches of %d; give values above 0"
              .formatted(messages, batchSize));
    }
    return (int) Math.clamp(Math.ceil(messages / batchSize), MIN, MAX);
  }
}
