package io.fanlens.local.rekognition;

import java.time.Instant;

/**
 * One call that arrived, as the log has it: nothing of the picture but its name.
 *
 * @param number counts from 1
 * @param object {@code bucket/key}, or {@code sha256:} and the first 16 digits for a picture sent
 *     as bytes; empty when the call was answered before its picture was read
 * @param outcome {@code OK}, the name of an error, {@code DROPPED}, or {@code PENDING} while it is
 *     under way
 * @param millis until the answer; so far 0 for a pending call
 */
public record Call(
    long number,
    Instant time,
    String region,
    String operation,
    String object,
    String outcome,
    long millis) {

  public static final String OK = "OK";
  public static final String PENDING = "PENDING";
  public static final String DROPPED = "DROPPED";

  public boolean isOk() {
    return outcome.equals(OK);
  }
}
