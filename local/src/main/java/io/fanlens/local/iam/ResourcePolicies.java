package io.fanlens.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Resource policies of queues and buckets, by ARN.
 *
 * <p>Only resources of the template are governed by theirs. A queue that is created by hand accepts
 * messages from anyone.
 */
public final class ResourcePolicies {

  private final Map<String, List<PolicyStatement>> byArn = new ConcurrentHashMap<>();

  /** From now on this resource admits only the principals of its policies, initially none. */
  public void govern(String arn) {
    byArn.computeIfAbsent(arn, any -> new CopyOnWriteArrayList<>());
  }

  /**
   * Adds a policy document, its intrinsics resolved.
   *
   * @throws IllegalArgumentException naming what the local cloud does not support
   */
  public void add(String arn, JsonNode document) {
    List<PolicyStatement> statements = PolicyStatement.all(document);
    if (statements.stream().anyMatch(statement -> statement.principals().isEmpty())) {
      throw new IllegalArgumentException("a statement of a resource's policy names no principal");
    }
    govern(arn);
    byArn.get(arn).addAll(statements);
  }

  boolean governs(String arn) {
    return byArn.containsKey(arn);
  }

  boolean allows(Principal who, AccessRequest access) {
    return allows(of(access), who, access);
  }

  boolean denies(Principal who, AccessRequest access) {
    return denies(of(access), who, access);
  }

  /** An object is governed by its bucket's policy. */
  private List<PolicyStatement> of(AccessRequest access) {
    int slash = access.action().startsWith("s3:") ? access.resource().indexOf('/') : -1;
    String arn = slash < 0 ? access.resource() : access.resource().substring(0, slash);
    return byArn.getOrDefault(arn, List.of());
  }

  static boolean allows(List<PolicyStatement> statements, Principal who, AccessRequest access) {
    return statements.stream().anyMatch(one -> one.allows() && one.covers(who, access));
  }

  static boolean denies(List<PolicyStatement> statements, Principal who, AccessRequest access) {
    return statements.stream().anyMatch(one -> !one.allows() && one.covers(who, access));
  }
}
