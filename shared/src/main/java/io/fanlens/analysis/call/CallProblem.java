package io.fanlens.analysis.call;

/** What a failed call means for the picture, the target and the next step. */
public enum CallProblem {
  /** The quota there is used up: another target at once. Not a fault of the service. */
  THROTTLED,
  /** The rate rose too fast there: another target at once, and a slow start there. */
  RAMPED_TOO_FAST,
  /** The service is faulty, slow or unreachable: another target at once. */
  SERVICE_FAULT,
  /** Missing permissions, or a Region that is not opted in: skip the target for a while. */
  DENIED,
  /**
   * Rekognition cannot read the object, or takes no object of its size: send bytes. Nobody's fault.
   */
  OBJECT_REFUSED,
  /** Rekognition will never accept this picture, in any Region. */
  BAD_PICTURE,
  /**
   * Refused for a reason that is not known, such as a 413 of a proxy. It concerns this request, not
   * the target, and perhaps not the picture.
   */
  REQUEST_REFUSED,
  /** The function's own time ran out during the call; that says nothing about the target. */
  INTERRUPTED;

  /** Whether the call may be billed: one without an answer may be, a refused one is not. */
  public boolean mayBeBilled() {
    return switch (this) {
      case SERVICE_FAULT, INTERRUPTED -> true;
      case THROTTLED, RAMPED_TOO_FAST, DENIED, OBJECT_REFUSED, BAD_PICTURE, REQUEST_REFUSED ->
          false;
    };
  }
}
