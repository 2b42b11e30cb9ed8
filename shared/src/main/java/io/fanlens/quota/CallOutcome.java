package io.fanlens.quota;

/** How a call ended, from its target's point of view. */
public enum CallOutcome {
  /** Answered; a refusal of the picture is an answer too. */
  ANSWERED,
  /** The quota is used up. */
  THROTTLED,
  /** Throttled because the rate rose too steeply. */
  RAMPED_TOO_FAST,
  /** The service failed or timed out. */
  FAULT,
  /** No answer for a long time; the final outcome may still be reported. */
  OVERDUE,
  /** Missing permissions, or a Region that is not opted in. */
  DENIED
}
