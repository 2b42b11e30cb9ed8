package io.fanlens.pipeline;

/** The bucket gave an error, or no answer. The message quotes nothing of it but its code. */
public final class BucketFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public BucketFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
