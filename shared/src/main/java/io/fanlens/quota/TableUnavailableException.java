package io.fanlens.quota;

/** The quota table did not answer, or not in time. */
public sealed class TableUnavailableException extends Exception permits TableThrottledException {

  private static final long serialVersionUID = 1;

  public TableUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
