package io.fanlens.functions.page.request;

/** Why a request of the page is refused; the page has a sentence for each. */
public enum PageProblem {
  BAD_REQUEST(400),
  NOT_SIGNED_IN(401),
  NOT_AN_OPERATOR(403),
  /** Also for somebody else's: that it exists is nobody's business. */
  NOT_FOUND(404),
  TOO_LARGE(413),
  /** A preview cannot be drawn of it. */
  NOT_A_PICTURE(422),
  /** A service throttles. */
  BUSY(429),
  UNAVAILABLE(503);

  private final int status;

  PageProblem(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** Whether the same request may succeed a little later. */
  public boolean passes() {
    return this == BUSY || this == UNAVAILABLE;
  }
}
