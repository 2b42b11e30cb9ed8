package io.fanlens.analysis.call;

/** What a failed call means for the picture, the target and the next step. */
public enum CallProblem {
  /** The quota there is spent: another target at once. No fault of the service. */
  THROTTLED,
  /** Our rate rose too steeply there: another target at once, and a slow start there. */
  RAMPED_TOO_FAST,
  /** The service is ill, slow or out of reach: another target at once. */
  SERVICE_FAULT,
  /** No rights there, or the Region is not opted in: leave the target alone for a while. */
  DENIED,
  /**
   * Rekognition cannot read the object, or takes no object of its size: it gets bytes. No fault of
   * anybody.
   */
  OBJECT_REFUSED,
  /** Rekognition will not take this picture, anywhere, ever. */
  BAD_PICTURE,
  /** We broke the call off at the end of the function's time; that says nothing of the target. */
  INTERRUPTED
}
