package io.fanlens.quota;

/**
 * The quota table is there, but refuses more requests for now: nothing was written. Whoever took it
 * for unavailable would pace itself alone, beside all those that still reserve.
 */
public final class TableThrottledException extends TableUnavailableException {

  private static final long serialVersionUID = 1;

  public TableThrottledException(String message, Throwable cause) {
    super(message, cause);
  }
}
