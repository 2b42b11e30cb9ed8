package io.fanlens.quota;

/** The quota table did not answer, or not in time. */
public final class TableUnavailableException extends Exception {

  private static final long serialVersionUID = 1;

  private final boolean throttled;

  public TableUnavailableException(String message, Throwable cause) {
    this(message, cause, false);
  }

  /**
   * With a reason.
   *
   * @param throttled whether it refused the request, and answers others
   */
  public TableUnavailableException(String message, Throwable cause, boolean throttled) {
    super(message, cause);
    this.throttled = throttled;
  }

  /**
   * Whether the table is there, but refuses more requests for now: nothing was written. Whoever
   * took it for unavailable would pace itself alone, beside all those that still reserve.
   */
  public boolean isThrottled() {
    return throttled;
  }
}
