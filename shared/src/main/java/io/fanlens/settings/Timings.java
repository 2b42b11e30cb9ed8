package io.fanlens.settings;

import java.time.Duration;

/**
 * The time constants, which depend on each other. With the defaults a picture has 10 s to be
 * fetched, 20 s to be prepared, 10 s for one call and 5 s to be stored, and the function has 60 s
 * for all of them; the queue hides a message for 90 s.
 *
 * @param functionSeconds timeout of the function
 * @param fetchSeconds timeout of reading the object
 * @param prepareSeconds longest conversion of a picture
 * @param callSeconds timeout of one Rekognition call
 * @param storeSeconds timeout of one write to the table
 * @param requeueSeconds first wait of a requeued message; it doubles with each receive up to {@link
 *     #LONGEST_REQUEUE_DELAY}
 */
public record Timings(
    int functionSeconds,
    int fetchSeconds,
    int prepareSeconds,
    int callSeconds,
    int storeSeconds,
    int requeueSeconds) {

  /** A message that waits for capacity is received again at least this often. */
  public static final Duration LONGEST_REQUEUE_DELAY = Duration.ofMinutes(15);

  /**
   * A message that waits for the next day's paid calls is received again at least this often:
   * seldom enough that a million of them cost little, and often enough for a limit that was raised.
   */
  public static final Duration LONGEST_SPENDING_WAIT = Duration.ofHours(1);

  /** The longest that Amazon SQS allows. */
  public static final Duration QUEUE_RETENTION = Duration.ofDays(14);

  /** The highest that Amazon SQS allows: waiting is received too. */
  public static final int QUEUE_MAX_RECEIVES = 1_000;

  /** What is left to a message whose time is over: to release its claim. */
  public static final Duration CLEAN_UP = Duration.ofSeconds(1);

  /** What is left to the function then: to collect the outcomes and answer. */
  public static final Duration ANSWER = Duration.ofMillis(500);

  /** AWS Lambda's limit of a function's timeout. */
  private static final int LAMBDA_MAX_SECONDS = 900;

  public static final Timings DEFAULTS = new Timings(60, 10, 20, 10, 5, 5);

  public Timings {
    atLeastOne("functionSeconds", functionSeconds);
    atLeastOne("fetchSeconds", fetchSeconds);
    atLeastOne("prepareSeconds", prepareSeconds);
    atLeastOne("callSeconds", callSeconds);
    atLeastOne("storeSeconds", storeSeconds);
    if (functionSeconds > LAMBDA_MAX_SECONDS) {
      throw new IllegalArgumentException(
          "timings.functionSeconds is %d; AWS Lambda allows at most %d"
              .formatted(functionSeconds, LAMBDA_MAX_SECONDS));
    }
    if (requeueSeconds < 0 || requeueSeconds > LONGEST_REQUEUE_DELAY.toSeconds()) {
      throw new IllegalArgumentException(
          "timings.requeueSeconds is %d; give 0 to %d"
              .formatted(requeueSeconds, LONGEST_REQUEUE_DELAY.toSeconds()));
    }
    int onePass = fetchSeconds + prepareSeconds + callSeconds + storeSeconds;
    if (onePass > functionSeconds) {
      throw new IllegalArgumentException(
          "timings: fetch + prepare + call + store take %d s, more than functionSeconds (%d); raise functionSeconds or shorten them"
              .formatted(onePass, functionSeconds));
    }
  }

  public Duration function() {
    return Duration.ofSeconds(functionSeconds);
  }

  public Duration fetch() {
    return Duration.ofSeconds(fetchSeconds);
  }

  public Duration prepare() {
    return Duration.ofSeconds(prepareSeconds);
  }

  public Duration call() {
    return Duration.ofSeconds(callSeconds);
  }

  public Duration store() {
    return Duration.ofSeconds(storeSeconds);
  }

  public Duration requeue() {
    return Duration.ofSeconds(requeueSeconds);
  }

  /** The queue's visibility timeout: no second worker starts while a first may run. */
  public Duration queueVisibility() {
    return function().plusSeconds(30);
  }

  /** A claim outlives the function that holds it by this much. */
  public Duration claimMargin() {
    return CLEAN_UP.plus(ANSWER).plusMillis(1_500);
  }

  /** Timeout of the first request that confirms an object's version; a later one may have more. */
  public Duration confirm() {
    return Duration.ofSeconds(4);
  }

  private static void atLeastOne(String name, int seconds) {
    if (seconds < 1) {
      throw new IllegalArgumentException(
          "timings.%s is %d; give a whole number of seconds, at least 1".formatted(name, seconds));
    }
  }
}
