package io.fanlens.local.rekognition.control;

/** Whether the service is away, and how that looks. */
public enum Outage {
  NONE,
  /** Every call is answered 503. */
  FAIL,
  /** No call is answered; when the outage ends, or after five minutes, its connection is closed. */
  HANG
}
