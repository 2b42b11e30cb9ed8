package io.fanlens.result;

/** An answer that is larger than a DynamoDB item may be (400 KB). */
public final class RowTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public RowTooLargeException(Throwable cause) {
    super("the answer is larger than a DynamoDB item may be (400 KB)", cause);
  }
}
