package io.fanlens.local.signin;

/** A request that cannot even be answered at its client's address. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  Refused(String sentence) {
    super(sentence);
  }
}
