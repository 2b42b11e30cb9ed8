package io.fanlens.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * One statement of a policy. Of conditions it knows those on {@code aws:RequestedRegion}, and those
 * on {@code kms:ViaService}, which a request of the function's own never meets; a statement with
 * any other is refused when it is read, since a condition that is passed over would allow what AWS
 * does not.
 *
 * @param sid its name; may be empty
 */
record PolicyStatement(
    String sid,
    boolean allows,
    List<String> actions,
    List<String> resources,
    List<Condition> conditions) {

  private static final Set<String> KNOWN =
      Set.of("Sid", "Effect", "Action", "Resource", "Condition");

  static PolicyStatement of(JsonNode statement) {
    for (Map.Entry<String, JsonNode> field : statement.properties()) {
      if (!KNOWN.contains(field.getKey())) {
        throw new IllegalArgumentException(
            "a statement has %s, which the local cloud does not know".formatted(field.getKey()));
      }
    }
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        conditions.add(Condition.of(operator.getKey(), key.getKey(), texts(key.getValue())));
      }
    }
    return new PolicyStatement(
        statement.path("Sid").asText(""),
        statement.path("Effect").asText().equals("Allow"),
        texts(statement.path("Action")),
        texts(statement.path("Resource")),
        conditions);
  }

  boolean covers(Access access) {
    return actions.stream()
            .anyMatch(
                action ->
                    like(action.toLowerCase(Locale.ROOT), access.action().toLowerCase(Locale.ROOT)))
        && resources.stream().anyMatch(resource -> like(resource, access.resource()))
        && conditions.stream().allMatch(condition -> condition.holds(access));
  }

  private static List<String> texts(JsonNode one) {
    List<String> texts = new ArrayList<>();
    if (one.isArray()) {
      one.forEach(element -> texts.add(element.asText()));
    } else {
      texts.add(one.asText());
    }
    return texts;
  }

  /** With the wildcards of IAM: {@code *} for anything, {@code ?} for one character. */
  static boolean like(String pattern, String text) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }

  /** One condition on the Region that the request was signed for. */
  record Condition(BiPredicate<String, String> test, List<String> values) {

    static Condition of(String operator, String key, List<String> values) {
      if (key.equals("kms:ViaService")) {
        return new Condition((value, region) -> false, values);
      }
      if (!key.equals("aws:RequestedRegion")) {
        throw new IllegalArgumentException(
            "a statement has a condition on %s, which the local cloud does not know"
                .formatted(key));
      }
      return switch (operator) {
        case "StringEquals" -> new Condition(String::equals, values);
        case "StringLike" -> new Condition(PolicyStatement::like, values);
        default ->
            throw new IllegalArgumentException(
                "a statement has the condition %s, which the local cloud does not know"
                    .formatted(operator));
      };
    }

    boolean holds(Access access) {
      return values.stream().anyMatch(value -> test.test(value, access.region()));
    }
  }
}
