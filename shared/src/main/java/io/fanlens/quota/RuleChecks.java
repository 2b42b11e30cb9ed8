package io.fanlens.quota;

/**
 * Checks of the rules' numbers; apart from the rules, whose defaults are made when it is loaded.
 */
final class RuleChecks {

  private RuleChecks() {}

  static void requireShare(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "%s is %s; give a share above 0 and at most 1".formatted(name, value));
    }
  }

  static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("%s is %d; give more than 0".formatted(name, value));
    }
  }
}
