package io.fanlens.result;

/** The table did not answer, or throttled; a write may or may not have been applied. */
public final class ResultTableUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ResultTableUnavailableException(Throwable cause) {
    super("the results table is unavailable", cause);
  }
}
