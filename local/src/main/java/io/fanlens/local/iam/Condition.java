package io.fanlens.local.iam;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * One condition of a statement. A key that a request does not have never fulfils it, as on AWS.
 *
 * @param test of a value of the condition and the value of the request
 */
record Condition(String key, BiPredicate<String, String> test, List<String> values) {

  private static final Set<String> KEYS =
      Set.of(
          AccessRequest.REQUESTED_REGION,
          AccessRequest.SECURE_TRANSPORT,
          AccessRequest.SOURCE_ARN,
          AccessRequest.SOURCE_ACCOUNT,
          AccessRequest.EXTERNAL_ID,
          AccessRequest.VIA_SERVICE);

  private static final int PARTS_OF_AN_ARN = 6;

  static Condition of(String operator, String key, List<String> values) {
    if (!KEYS.contains(key)) {
      throw new IllegalArgumentException(
          "a statement has a condition on %s, which the local cloud does not know".formatted(key));
    }
    return switch (operator) {
      case "StringEquals" -> new Condition(key, String::equals, values);
      case "StringLike" -> new Condition(key, PolicyStatement::like, values);
      case "ArnLike", "ArnEquals" -> new Condition(key, Condition::arnLike, values);
      case "Bool" -> new Condition(key, String::equalsIgnoreCase, values);
      default ->
          throw new IllegalArgumentException(
              "a statement has the condition %s, which the local cloud does not know"
                  .formatted(operator));
    };
  }

  boolean holds(AccessRequest access) {
    String actual = access.facts().get(key);
    return actual != null && values.stream().anyMatch(value -> test.test(value, actual));
  }

  /** Part by part: a wildcard does not reach over a colon, but in the last part. */
  private static boolean arnLike(String pattern, String arn) {
    String[] wanted = pattern.split(":", PARTS_OF_AN_ARN);
    String[] parts = arn.split(":", PARTS_OF_AN_ARN);
    boolean like = wanted.length == PARTS_OF_AN_ARN && parts.length == PARTS_OF_AN_ARN;
    for (int i = 0; like && i < PARTS_OF_AN_ARN; i++) {
      like = PolicyStatement.like(wanted[i], parts[i]);
    }
    return like;
  }
}
