package io.fanlens.stage.capacity;

import java.time.Duration;

/**
 * How many function instances are worth having. By Little's law as many messages are in hand as are
 * finished a second times the seconds that one is in hand: for the call of each operation, one
 * after the other, and for the wait for a start, so that there is always one for the next free
 * start. For one operation of 100 calls a second that is 100 x (0.38 + 0.52) = 90 messages, 9
 * batches of 10; more would only wait longer, and be billed for it.
 */
public final class Concurrency {

  /** A Rekognition call takes 0.35 to 0.45 s. */
  public static final Duration CALL = Duration.ofMillis(380);

  /**
   * How long a message waits for its start. With one operation 0.59 s in hand (0.21 s to wait) use
   * 92% of the quotas and 0.74 s use 98.5%; more than 1 s, the horizon of bookings, only makes
   * bookings fail.
   */
  private static final Duration WAIT = Duration.ofMillis(520);

  /** AWS Lambda's limits of an event source mapping's MaximumConcurrency. */
  public static final int LEAST = 2;

  public static final int MOST = 1_000;

  private Concurrency() {}

  /**
   * MaximumConcurrency of the mapping.
   *
   * @param permitsPerSecond sum of the quotas of the operation that has the least
   * @param operations that a message asks one after the other
   * @param batchSize messages an instance gets at a time
   */
  public static int maximum(double permitsPerSecond, int operations, int batchSize) {
    return batches(messages(permitsPerSecond, operations), batchSize);
  }

  /** Messages in hand at this flow, each of which asks so many operations. */
  public static double messages(double permitsPerSecond, int operations) {
    Duration inHand = CALL.multipliedBy(operations).plus(WAIT);
    return permitsPerSecond * inHand.toMillis() / 1_000;
  }

  /** So many messages in batches, within AWS Lambda's limits. */
  public static int batches(double messages, int batchSize) {
    if (!(messages > 0) || batchSize < 1) {
      throw new IllegalArgumentException(
          "%s messages in hand in batches of %d; give values above 0"
              .formatted(messages, batchSize));
    }
    return (int) Math.clamp(Math.ceil(messages / batchSize), LEAST, MOST);
  }
}
