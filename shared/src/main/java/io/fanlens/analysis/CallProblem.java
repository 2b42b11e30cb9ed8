package io.fanlens.analysis;

/** What a failed call means for the picture, the Region and the next step. */
public enum CallProblem {
  /** The quota there is spent: another Region at once. No fault of the service. */
  THROTTLED,
  /** The service is ill, slow or out of reach: another Region at once. */
  ILL,
  /** No rights there, or the Region is not opted in: leave the Region alone for a while. */
  DENIED,
  /** Rekognition will not take this picture, anywhere, ever. */
  BAD_PICTURE
}
