package io.fanlens.picture.header;

/** The bytes at hand end before what was to be read: more of the file may have it. */
public final class EndOfHeadException extends Exception {

  private static final long serialVersionUID = 1;

  EndOfHeadException() {
    super("the bytes end here", null, false, false);
  }
}
