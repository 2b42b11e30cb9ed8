package io.fanlens.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * One resource of a template, with intrinsics unresolved.
 *
 * @param properties an object, empty when the template has none
 * @param dependsOn logical ids of resources that must exist first, besides those it references
 * @param condition name of the condition under which it exists
 * @param outlivesStack whether AWS retains it when the stack is deleted
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

  /** Its name in messages. */
  public String title() {
    return "resource %s (%s)".formatted(logicalId, type);
  }
}
