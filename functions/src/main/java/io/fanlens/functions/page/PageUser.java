package io.fanlens.functions.page;

/**
 * Who asks.
 *
 * @param sub the user's id at the provider, which names the folder of their pictures
 * @param isOperator sees everybody's pictures and the deployment at work
 */
record PageUser(String sub, boolean isOperator) {

  static final String ROOT = "web/";

  /** What the keys of the user's own pictures begin with. */
  String prefix() {
    return ROOT + sub + "/";
  }

  /** A key is compared as text and never followed as a path. */
  boolean mayUse(String key) {
    return isOperator || key.startsWith(prefix());
  }

  /** Neither in a log. */
  @Override
  public String toString() {
    return isOperator ? "an operator" : "a user";
  }
}
