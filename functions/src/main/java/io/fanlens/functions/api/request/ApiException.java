package io.fanlens.functions.api.request;

import io.fanlens.access.Standing;
import java.time.Duration;
import java.util.Optional;

/** A call that is refused, with a sentence for whoever called. */
public final class ApiException extends Exception {

  private static final long serialVersionUID = 1;

  private final ApiProblem problem;
  private final String code;
  private final transient Duration retryAfter;
  private final transient Standing standing;

  private ApiException(
      ApiProblem problem, String code, String sentence, Duration retryAfter, Standing standing) {
    super(sentence, null, false, false);
    this.problem = problem;
    this.code = code;
    this.retryAfter = retryAfter;
    this.standing = standing;
  }

  public ApiException(ApiProblem problem, String sentence) {
    this(problem, problem.code(), sentence, null, null);
  }

  /** With the service's own name of the error. */
  public ApiException(ApiProblem problem, String code, String sentence) {
    this(problem, code, sentence, null, null);
  }

  /** A later try may succeed. */
  public ApiException retriedAfter(Duration time) {
    return new ApiException(problem, code, getMessage(), time, standing);
  }

  public ApiException at(Standing known) {
    return new ApiException(problem, code, getMessage(), retryAfter, known);
  }

  public ApiProblem problem() {
    return problem;
  }

  public String code() {
    return code;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  public Optional<Standing> standing() {
    return Optional.ofNullable(standing);
  }
}
