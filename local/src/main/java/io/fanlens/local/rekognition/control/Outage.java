package io.fanlens.local.rekognition.control;

/** An outage of the service. */
public enum Outage {
  NONE,
  /** Every call is answered 503. */
  FAIL,
  /** No call is answered; when the outage ends, or after five minutes, its connection is closed. */
  HANG
}
