package io.fanlens.quota;

/** The quota table did not answer, or not in time. */
public final class TableUnavailableException extends Exception {

  private static final long serialVersionUID = 1;

  public TableUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
