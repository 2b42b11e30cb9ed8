package io.fanlens.operations.deployment;

/** It cannot be done, for a reason that whoever operates the deployment can mend: one sentence. */
public final class OperationsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OperationsException(String sentence) {
    super(sentence);
  }

  public OperationsException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
