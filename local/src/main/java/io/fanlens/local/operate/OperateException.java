package io.fanlens.local.operate;

/** It cannot be done, for a reason that whoever operates the deployment can mend: one sentence. */
public final class OperateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OperateException(String sentence) {
    super(sentence);
  }

  public OperateException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
