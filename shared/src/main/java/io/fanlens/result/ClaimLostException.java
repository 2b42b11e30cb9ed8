package io.fanlens.result;

/** Another worker took over the claim of the same version, and now owes the row. */
public final class ClaimLostException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ClaimLostException() {
    super("another worker has taken over the claim");
  }
}
