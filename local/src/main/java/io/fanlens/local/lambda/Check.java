package io.fanlens.local.lambda;

/** One form for what is wrong with a value: its name, what it was, and the way out. */
final class Check {
  private Check() {}

  static void that(boolean holds, String field, Object value, String wayOut) {
    if (!holds) {
      throw new IllegalArgumentException(field + " is " + value + ": " + wayOut);
    }
  }
}
