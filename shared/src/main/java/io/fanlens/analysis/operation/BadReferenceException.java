package io.fanlens.analysis.operation;

/**
 * A reference picture that is missing or can never be used. It is a fault of the configuration, not
 * of the picture that was uploaded, so the work is worth a retry once it is fixed.
 */
public final class BadReferenceException extends Exception {

  private static final long serialVersionUID = 1;

  private final boolean tooLarge;

  public BadReferenceException(String sentence) {
    this(sentence, false);
  }

  private BadReferenceException(String sentence, boolean tooLarge) {
    super(sentence);
    this.tooLarge = tooLarge;
  }

  public BadReferenceException(String sentence, Throwable cause) {
    super(sentence, cause);
    tooLarge = false;
  }

  /** A picture of more bytes than are ever read. */
  public static BadReferenceException tooLarge(String key, long mostBytes) {
    return new BadReferenceException(
        "The reference picture '%s' has more than %d bytes; upload a smaller one."
            .formatted(key, mostBytes),
        true);
  }

  public boolean isTooLarge() {
    return tooLarge;
  }
}
