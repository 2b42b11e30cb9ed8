package io.fanlens.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Permissions of one role, from all its policies, and who may assume it. */
public final class RolePolicy {

  private static final String ASSUME = "sts:AssumeRole";

  private final List<PolicyStatement> statements = new ArrayList<>();
  private final List<PolicyStatement> trust = new ArrayList<>();

  /**
   * Adds a policy document, its intrinsics resolved.
   *
   * @throws IllegalArgumentException naming what the local cloud does not support
   */
  public void add(JsonNode document) {
    List<PolicyStatement> added = PolicyStatement.all(document);
    if (added.stream().anyMatch(statement -> !statement.principals().isEmpty())) {
      throw new IllegalArgumentException("a statement of a role's policy names a principal");
    }
    statements.addAll(added);
  }

  /** Adds the trust policy. */
  public void trust(JsonNode document) {
    trust.addAll(PolicyStatement.all(document));
  }

  /** Whether the principal may assume the role. */
  public boolean trusts(Principal who, AccessRequest assume) {
    return ResourcePolicies.allows(trust, who, assume)
        && !ResourcePolicies.denies(trust, who, assume);
  }

  /** Whether a service may assume it for a resource of this account. */
  public boolean trusts(String service, String roleArn, String sourceArn, String sourceAccount) {
    AccessRequest assume = new AccessRequest(ASSUME, roleArn, "").from(sourceArn, sourceAccount);
    return trusts(Principal.service(service), assume);
  }

  /** An explicit deny overrides every allow. */
  boolean allows(AccessRequest access) {
    return permits(access) && !denies(access);
  }

  boolean permits(AccessRequest access) {
    return covering(access, true).findAny().isPresent();
  }

  boolean denies(AccessRequest access) {
    return covering(access, false).findAny().isPresent();
  }

  /**
   * Permissions that were not used, as {@code Sid: action on resource}, in alphabetical order. A
   * permission is an action on a resource; it is used if any of these accesses needed it.
   */
  public List<String> unused(Iterable<AccessRequest> accesses) {
    TreeSet<String> unused = new TreeSet<>();
    for (PolicyStatement statement : statements) {
      for (String action : statement.allows() ? statement.actions() : List.<String>of()) {
        for (String resource : statement.resources()) {
          PolicyStatement one =
              new PolicyStatement(
                  statement.sid(),
                  true,
                  List.of(),
                  List.of(action),
                  List.of(resource),
                  statement.conditions());
          boolean used = false;
          for (AccessRequest access : accesses) {
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

  private Stream<PolicyStatement> covering(AccessRequest access, boolean allowing) {
    return statements.stream()
        .filter(statement -> statement.allows() == allowing)
        .filter(statement -> statement.covers(access));
  }
}
