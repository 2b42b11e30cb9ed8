package io.fanlens.quota;

/** How a call ended, as far as its target is concerned. */
public enum CallOutcome {
  /** Answered; a refusal of the picture is an answer too. */
  ANSWERED,
  /** The quota there is spent. */
  THROTTLED,
  /** Throttled because the rate rose too steeply. */
  RAMPED_TOO_FAST,
  /** The service failed or timed out. */
  FAULT,
  /** Not yet answered after long; how it ends may still be told. */
  OVERDUE,
  /** No rights there, or the Region is not opted in. */
  DENIED
}
