package io.fanlens.local.vision.photo;

/** The bytes are not a JPEG or PNG, or a broken one; the message says which. */
public final class UnreadablePictureException extends Exception {

  public UnreadablePictureException(String message) {
    super(message);
  }

  UnreadablePictureException(String message, Throwable cause) {
    super(message, cause);
  }
}
