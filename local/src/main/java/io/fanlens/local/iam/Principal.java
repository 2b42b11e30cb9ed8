package io.fanlens.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who asks, or whom a statement speaks of.
 *
 * @param kind {@code Service} or {@code AWS}
 * @param id {@code s3.amazonaws.com}; the ARN of a role; {@code *} for anybody
 */
public record Principal(String kind, String id) {

  private static final String ANYBODY = "*";

  public static Principal service(String name) {
    return new Principal("Service", name);
  }

  public static Principal role(String arn) {
    return new Principal("AWS", arn);
  }

  /** Whom the element {@code Principal} of a statement names. */
  static List<Principal> all(JsonNode element) {
    if (element.isTextual() && element.asText().equals(ANYBODY)) {
      return List.of(role(ANYBODY));
    }
    if (!element.isObject()) {
      throw new IllegalArgumentException(
          "a statement has the principal %s, which the local cloud does not know"
              .formatted(element));
    }
    List<Principal> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> kind : element.properties()) {
      if (!kind.getKey().equals("AWS") && !kind.getKey().equals("Service")) {
        throw new IllegalArgumentException(
            "a statement has a principal of kind %s, which the local cloud does not know"
                .formatted(kind.getKey()));
      }
      PolicyStatement.texts(kind.getValue())
          .forEach(id -> all.add(new Principal(kind.getKey(), id)));
    }
    return all;
  }

  /** Whether a statement that names this speaks of them. */
  boolean covers(Principal other) {
    return equals(role(ANYBODY)) || equals(other);
  }
}
