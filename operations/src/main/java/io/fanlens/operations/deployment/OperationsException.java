package io.fanlens.operations.deployment;

/** A failure that the operator of the deployment can fix: one sentence. */
public final class OperationsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OperationsException(String sentence) {
    super(sentence);
  }

  public OperationsException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
