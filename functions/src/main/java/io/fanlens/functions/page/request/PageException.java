package io.fanlens.functions.page.request;

/** A request that is refused. Its sentence names neither a key nor a person. */
public final class PageException extends Exception {

  private static final long serialVersionUID = 1;

  private final PageProblem problem;

  public PageException(PageProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  public PageException(PageProblem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  public PageProblem problem() {
    return problem;
  }
}
