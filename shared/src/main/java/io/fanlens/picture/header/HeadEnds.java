package io.fanlens.picture.header;

/** The bytes at hand end before what was looked for: more of the file may have it. */
public final class HeadEnds extends Exception {

  private static final long serialVersionUID = 1;

  HeadEnds() {
    super("the bytes end here", null, false, false);
  }
}
