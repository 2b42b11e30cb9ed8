package io.fanlens.pipeline;

/** A queue message that is not an S3 event. */
public final class UnreadableMessageException extends Exception {

  private static final long serialVersionUID = 1;

  UnreadableMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
