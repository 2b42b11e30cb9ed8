package io.fanlens.local.rekognition.control;

/** An outage of the service. */
public enum Outage {
  NONE,
  /** Every call is answered 503. */
  FAIL,

  /** Something before the service answers 502, 503 and 504: pages, empty and cut-off bodies. */
  GATEWAY,
  /** No call is answered; when the outage ends, or after five minutes, its connection is closed. */
  HANG
}
