package io.fanlens.analysis.call;

/** A call to Rekognition that failed, classified. */
public final class CallFailedException extends Exception {

  private static final long serialVersionUID = 1;

  private final CallProblem problem;
  private final String code;

  /**
   * A classified failure.
   *
   * @param code the service's error code, or the kind of failure
   * @param message the service's message
   */
  public CallFailedException(CallProblem problem, String code, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
    this.code = code;
  }

  public CallProblem problem() {
    return problem;
  }

  public String code() {
    return code;
  }
}
