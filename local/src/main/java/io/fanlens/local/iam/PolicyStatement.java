package io.fanlens.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One statement of a policy. Unsupported elements, such as a condition on another key, are rejected
 * when the policy is read: ignoring a condition would allow what AWS denies.
 *
 * @param sid may be empty
 * @param principals empty in the policies of a role
 * @param resources empty in a trust policy
 */
record PolicyStatement(
    String sid,
    boolean allows,
    List<Principal> principals,
    List<String> actions,
    List<String> resources,
    List<Condition> conditions) {

  private static final Set<String> KNOWN =
      Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");

  /** All statements of a document. */
  static List<PolicyStatement> all(JsonNode document) {
    List<PolicyStatement> all = new ArrayList<>();
    JsonNode statements = document.path("Statement");
    if (statements.isArray()) {
      statements.forEach(statement -> all.add(of(statement)));
    } else {
      all.add(of(statements));
    }
    return all;
  }

  private static PolicyStatement of(JsonNode statement) {
    for (Map.Entry<String, JsonNode> field : statement.properties()) {
      if (!KNOWN.contains(field.getKey())) {
        throw new IllegalArgumentException(
            "a statement has %s, which the local cloud does not support".formatted(field.getKey()));
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
        statement.has("Principal") ? Principal.all(statement.get("Principal")) : List.of(),
        texts(statement.path("Action")),
        statement.has("Resource") ? texts(statement.get("Resource")) : List.of(),
        conditions);
  }

  /** For a statement of a role, which names no principal. */
  boolean covers(AccessRequest access) {
    return concerns(access) && resources.stream().anyMatch(one -> like(one, access.resource()));
  }

  /** For a statement of a resource policy, or of a trust policy, which names no resource. */
  boolean covers(Principal who, AccessRequest access) {
    return principals.stream().anyMatch(principal -> principal.covers(who))
        && (resources.isEmpty() ? concerns(access) : covers(access));
  }

  private boolean concerns(AccessRequest access) {
    String requested = access.action().toLowerCase(Locale.ROOT);
    return actions.stream().anyMatch(action -> like(action.toLowerCase(Locale.ROOT), requested))
        && conditions.stream().allMatch(condition -> condition.holds(access));
  }

  /** An element may be a single string instead of a list. */
  static List<String> texts(JsonNode one) {
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
}
