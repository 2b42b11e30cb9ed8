package io.fanlens.analysis.call;

import software.amazon.awssdk.core.exception.SdkServiceException;

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

  /** Code and request id. The service's own text, which may quote a key, stays out of logs. */
  public String loggedAs() {
    return switch (getCause()) {
      case SdkServiceException e when e.requestId() != null ->
          "%s (request id %s)".formatted(code, e.requestId());
      case CallFailedException e -> e.loggedAs();
      case null, default -> code;
    };
  }
}
