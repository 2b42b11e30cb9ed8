package io.fanlens.local.rekognition.log;

import java.time.Duration;
import java.time.Instant;

/**
 * One logged call; of the picture it contains only name and digest.
 *
 * @param number counts from 1
 * @param account id of the account whose quota it used; empty for an endpoint without accounts
 * @param object {@code bucket/key}, or {@code sha256:} and the first 16 digits for a picture sent
 *     as bytes; empty when the call was answered before its picture was read
 * @param picture first 16 digits of the SHA-256 of the analyzed bytes, which identify the version
 *     of an object; empty when they were not read
 * @param caller the function's process that called; empty for others
 * @param outcome {@code OK}, {@code LOST}, the name of an error, {@code DROPPED}, or {@code
 *     PENDING} while in progress
 * @param millis until the answer; 0 for a pending call
 */
public record Call(
    long number,
    Instant time,
    String region,
    String account,
    String operation,
    String object,
    String picture,
    String caller,
    String outcome,
    long millis) {

  public static final String OK = "OK";
  public static final String PENDING = "PENDING";

  /** Closed before the call was processed: not billable. */
  public static final String DROPPED = "DROPPED";

  /** Processed, but the connection was closed instead of answering: billable. */
  public static final String LOST = "LOST";

  /** Of an endpoint without accounts. */
  public Call(
      long number,
      Instant time,
      String region,
      String operation,
      String object,
      String picture,
      String caller,
      String outcome,
      long millis) {
    this(number, time, region, "", operation, object, picture, caller, outcome, millis);
  }

  public boolean isOk() {
    return outcome.equals(OK);
  }

  /** Whether AWS would have charged for it. */
  public boolean isPaid() {
    return isOk() || outcome.equals(LOST);
  }

  /** Time of the answer; for a pending call, of its arrival. */
  public Instant end() {
    return time.plus(Duration.ofMillis(millis));
  }

  Call of(String newObject, String newPicture) {
    return new Call(
        number, time, region, account, operation, newObject, newPicture, caller, outcome, millis);
  }

  Call ended(String newOutcome, long newMillis) {
    return new Call(
        number, time, region, account, operation, object, picture, caller, newOutcome, newMillis);
  }
}
