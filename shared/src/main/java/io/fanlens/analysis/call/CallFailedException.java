package io.fanlens.analysis.call;

/** One call to Rekognition that brought no answer, classified. */
public final class CallFailedException extends Exception {

  private static final long serialVersionUID = 1;

  private final CallProblem problem;
  private final String code;

  /**
   * A failed call.
   *
   * @param code the service's error code, or the kind of failure
   * @param message what the service said
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
