package io.fanlens.picture;

/** The version that an event spoke of is no longer there. */
public final class PictureGoneException extends Exception {

  private static final long serialVersionUID = 1;

  public PictureGoneException(String message) {
    super(message);
  }
}
