package io.fanlens.local.iam;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * One condition of a statement. A key that the request lacks does not satisfy it, as on AWS.
 *
 * @param test compares a value of the condition with that of the request
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

  private static final int ARN_PARTS = 6;

  static Condition of(String operator, String key, List<String> values) {
    if (!KEYS.contains(key)) {
      throw new IllegalArgumentException(
          "a statement has a condition on %s, which the local cloud does not support"
              .formatted(key));
    }
    return switch (operator) {
      case "StringEquals" -> new Condition(key, String::equals, values);
      case "StringLike" -> new Condition(key, PolicyStatement::like, values);
      case "ArnLike", "ArnEquals" -> new Condition(key, Condition::arnLike, values);
      case "Bool" -> new Condition(key, String::equalsIgnoreCase, values);
      default ->
          throw new IllegalArgumentException(
              "a statement has the condition %s, which the local cloud does not support"
                  .formatted(operator));
    };
  }

  boolean holds(AccessRequest access) {
    String actual = access.facts().get(key);
    return actual != null && values.stream().anyMatch(value -> test.test(value, actual));
  }

  /** Part by part: a wildcard does not cross a colon, except in the last part. */
  private static boolean arnLike(String pattern, String arn) {
    String[] wanted = pattern.split(":", ARN_PARTS);
    String[] parts = arn.split(":", ARN_PARTS);
    boolean like = wanted.length == ARN_PARTS && parts.length == ARN_PARTS;
    for (int i = 0; like && i < ARN_PARTS; i++) {
      like = PolicyStatement.like(wanted[i], parts[i]);
    }
    return like;
  }
}
