package io.fanlens.analysis.operation;

/**
 * A reference picture that is missing or can never be used. It is a fault of the configuration, not
 * of the picture that was uploaded, so the work is worth a retry once it is fixed.
 */
public final class BadReferenceException extends Exception {

  private static final long serialVersionUID = 1;

  public BadReferenceException(String sentence) {
    super(sentence);
  }

  public BadReferenceException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
