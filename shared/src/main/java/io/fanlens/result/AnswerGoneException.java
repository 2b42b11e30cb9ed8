package io.fanlens.result;

/** The picture was removed or replaced after its row was read. */
public final class AnswerGoneException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public AnswerGoneException(AnswerLocation at, Throwable cause) {
    super(
        "the answer s3://%s/%s is no longer there: its picture was removed or replaced, or it has expired; read the row again"
            .formatted(at.bucket(), at.key()),
        cause);
  }
}
