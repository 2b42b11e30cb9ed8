package io.fanlens.local.rekognition.log;

import java.time.Duration;
import java.time.Instant;

/**
 * One call that arrived, as the log has it: nothing of the picture but its name and its digest.
 *
 * @param number counts from 1
 * @param account number of the account whose quota it took; empty for an endpoint that knows none
 * @param object {@code bucket/key}, or {@code sha256:} and the first 16 digits for a picture sent
 *     as bytes; empty when the call was answered before its picture was read
 * @param picture first 16 digits of the SHA-256 of the bytes that were looked at, however they
 *     came: tells which version of an object a call was for; empty when they were not read
 * @param caller which of the function's processes called; empty for others
 * @param outcome {@code OK}, {@code LOST}, the name of an error, {@code DROPPED}, or {@code
 *     PENDING} while it is under way
 * @param millis until the answer; so far 0 for a pending call
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

  /** Closed before the call was worked on: nothing was paid. */
  public static final String DROPPED = "DROPPED";

  /** Answered, and the connection was closed in place of the answer: paid for. */
  public static final String LOST = "LOST";

  /** Of an endpoint that knows no accounts. */
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

  /** When it was answered; for a pending call, when it came. */
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
