package io.fanlens.picture;

/** The bytes at hand end before what was looked for: more of the file may have it. */
final class HeadEnds extends Exception {

  private static final long serialVersionUID = 1;

  HeadEnds() {
    super("the bytes end here", null, false, false);
  }
}
