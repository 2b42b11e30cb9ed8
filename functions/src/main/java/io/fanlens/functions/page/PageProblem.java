package io.fanlens.functions.page;

/** Why a request of the page is refused; the page has a sentence for each. */
enum PageProblem {
  BAD_REQUEST(400),
  NOT_SIGNED_IN(401),
  NOT_AN_OPERATOR(403),
  /** Also for somebody else's: that it exists is nobody's business. */
  NOT_FOUND(404),
  TOO_LARGE(413);

  private final int status;

  PageProblem(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }
}
