package io.fanlens.functions.page;

/** A request that is refused. Its sentence names neither a key nor a person. */
final class PageException extends Exception {

  private final PageProblem problem;

  PageException(PageProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  PageProblem problem() {
    return problem;
  }
}
