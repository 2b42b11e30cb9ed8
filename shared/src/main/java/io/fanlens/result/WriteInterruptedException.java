package io.fanlens.result;

/**
 * The thread was interrupted during a request to the table, because the function's time is over. It
 * says nothing about the table, and the write may have been applied.
 */
public final class WriteInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public WriteInterruptedException(Throwable cause) {
    super("interrupted during a request to the results table", cause);
  }
}
