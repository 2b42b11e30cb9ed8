package io.fanlens.result;

/** The table did not answer, or asks to come back later; a write may or may not have been done. */
public final class ResultTableUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ResultTableUnavailableException(Throwable cause) {
    super("the table of results is out of reach: " + cause.getMessage(), cause);
  }
}
