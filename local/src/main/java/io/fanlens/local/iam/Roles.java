package io.fanlens.local.iam;

import io.fanlens.local.gateway.AccessCheck;
import io.fanlens.local.gateway.SignedRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The roles whose requests are checked, and what they did. A role signs with a key of its own; all
 * other keys belong to the user, who may do anything.
 */
public final class Roles implements AccessCheck {

  private final RequestedAccess requested;
  private final Map<String, Role> byKey = new ConcurrentHashMap<>();

  /**
   * No roles yet.
   *
   * @param account number of the account that the resources are in
   */
  public Roles(String account) {
    requested = new RequestedAccess(account);
  }

  /**
   * Lets a role sign.
   *
   * @return its access key: letters and digits only, as DynamoDB Local wants it
   */
  public String admit(String roleArn, RolePolicy policy) {
    String key = "role" + roleArn.replaceAll(".*role/", "").replaceAll("[^A-Za-z0-9]", "");
    byKey.put(
        key,
        new Role(roleArn, policy, ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet()));
    return key;
  }

  @Override
  public boolean checks(String accessKey) {
    return byKey.containsKey(accessKey);
  }

  @Override
  public Optional<String> refusal(SignedRequest request) {
    Role role = byKey.get(request.accessKey());
    Access access = requested.of(request);
    if (role.policy.allows(access)) {
      role.used.add(access);
      return Optional.empty();
    }
    role.refused.add(access);
    return Optional.of(
        "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the action in %s"
            .formatted(role.arn, access.action(), access.resource(), access.region()));
  }

  /** What roles asked for and were refused; empty when the stack's rights suffice. */
  public List<Access> refused() {
    return byKey.values().stream().flatMap(role -> role.refused.stream()).toList();
  }

  /** What roles did and were allowed to. */
  public List<Access> used() {
    return byKey.values().stream().flatMap(role -> role.used.stream()).toList();
  }

  /** What the role of this key may do and has not done. */
  public List<String> unused() {
    return byKey.values().stream()
        .flatMap(role -> role.policy.unused(role.used).stream())
        .sorted()
        .toList();
  }

  private record Role(String arn, RolePolicy policy, Set<Access> used, Set<Access> refused) {}
}
