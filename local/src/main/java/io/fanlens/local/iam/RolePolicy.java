package io.fanlens.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What one role may do: the statements of all its policies. */
public final class RolePolicy {

  private final List<PolicyStatement> statements = new ArrayList<>();

  /**
   * Adds a policy document, its intrinsics resolved.
   *
   * @throws IllegalArgumentException naming what the local cloud does not know in it
   */
  public void add(JsonNode document) {
    JsonNode all = document.path("Statement");
    if (all.isArray()) {
      all.forEach(statement -> statements.add(PolicyStatement.of(statement)));
    } else {
      statements.add(PolicyStatement.of(all));
    }
  }

  /** A denial counts for more than any number of permissions. */
  boolean allows(Access access) {
    return covering(access, true).findAny().isPresent()
        && covering(access, false).findAny().isEmpty();
  }

  /**
   * What is permitted but was not used, as {@code Sid: action on resource}, in alphabetical order.
   * A permission is an action on a resource; it was used if any of these accesses needed it.
   */
  public List<String> unused(Iterable<Access> accesses) {
    TreeSet<String> unused = new TreeSet<>();
    for (PolicyStatement statement : statements) {
      for (String action : statement.allows() ? statement.actions() : List.<String>of()) {
        for (String resource : statement.resources()) {
          PolicyStatement one =
              new PolicyStatement(
                  statement.sid(), true, List.of(action), List.of(resource), List.of());
          boolean used = false;
          for (Access access : accesses) {
            used = used || one.covers(access);
          }
          if (!used) {
            unused.add("%s: %s on %s".formatted(statement.sid(), action, resource));
          }
        }
      }
    }
    return List.copyOf(unused);
  }

  private Stream<PolicyStatement> covering(Access access, boolean allowing) {
    return statements.stream()
        .filter(statement -> statement.allows() == allowing)
        .filter(statement -> statement.covers(access));
  }
}
