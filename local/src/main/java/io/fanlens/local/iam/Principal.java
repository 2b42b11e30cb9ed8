package io.fanlens.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The signer of a request, or a principal of a statement.
 *
 * @param type {@code Service} or {@code AWS}
 * @param id {@code s3.amazonaws.com}; the ARN of a role; {@code *} for everyone
 */
public record Principal(String type, String id) {

  private static final String EVERYONE = "*";

  public static Principal service(String name) {
    return new Principal("Service", name);
  }

  public static Principal role(String arn) {
    return new Principal("AWS", arn);
  }

  /** The principals of a statement's {@code Principal} element. */
  static List<Principal> all(JsonNode element) {
    if (element.isTextual() && element.asText().equals(EVERYONE)) {
      return List.of(role(EVERYONE));
    }
    if (!element.isObject()) {
      throw new IllegalArgumentException(
          "a statement has the principal %s, which the local cloud does not support"
              .formatted(element));
    }
    List<Principal> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> type : element.properties()) {
      if (!type.getKey().equals("AWS") && !type.getKey().equals("Service")) {
        throw new IllegalArgumentException(
            "a statement has a principal of type %s, which the local cloud does not support"
                .formatted(type.getKey()));
      }
      PolicyStatement.texts(type.getValue())
          .forEach(id -> all.add(new Principal(type.getKey(), id)));
    }
    return all;
  }

  /** Whether a statement with this principal applies to the other. */
  boolean covers(Principal other) {
    return equals(role(EVERYONE)) || equals(other);
  }
}
