package io.fanlens.access;

/** The table of clients or the master secret cannot be read or written now: calls are refused. */
public final class AccessUnavailableException extends Exception {

  private static final long serialVersionUID = 1;

  public AccessUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
