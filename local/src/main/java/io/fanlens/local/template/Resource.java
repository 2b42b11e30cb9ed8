package io.fanlens.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * One resource as the template says it, intrinsics and all.
 *
 * @param properties an object, empty when the template gives none
 * @param dependsOn logical ids of resources that must be there first, beside those it refers to
 * @param condition name of the condition under which it exists
 * @param outlivesStack whether AWS would keep it when the stack is deleted
 */
public record Resource(
    String logicalId,
    String type,
    JsonNode properties,
    List<String> dependsOn,
    Optional<String> condition,
    boolean outlivesStack) {

  public Resource {
    dependsOn = List.copyOf(dependsOn);
  }

  /** How messages call it. */
  public String title() {
    return "resource %s (%s)".formatted(logicalId, type);
  }
}
