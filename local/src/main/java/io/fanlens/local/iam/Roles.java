package io.fanlens.local.iam;

import io.fanlens.local.gateway.AccessCheck;
import io.fanlens.local.gateway.SignedRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The roles whose requests are checked, and what they did. A role signs with a key of its own; all
 * other keys belong to the user, who may do anything. Services of AWS are checked too, where they
 * act by themselves: Amazon S3 when it sends to a queue.
 */
public final class Roles implements AccessCheck {

  private static final String ASSUME = "sts:AssumeRole";

  private final String account;
  private final RequestedAccess requested;
  private final ResourcePolicies resources = new ResourcePolicies();
  private final Map<String, Role> byKey = new ConcurrentHashMap<>();
  private final Set<AccessRequest> refusedToServices = ConcurrentHashMap.newKeySet();

  /**
   * No roles yet.
   *
   * @param account number of the account that the resources are in
   */
  public Roles(String account) {
    this.account = account;
    requested = new RequestedAccess(account);
  }

  /** What queues and buckets say of who may use them. */
  public ResourcePolicies resources() {
    return resources;
  }

  /**
   * Lets a role sign.
   *
   * @return its access key: letters and digits only, as DynamoDB Local wants it
   */
  public String admit(String roleArn, RolePolicy policy) {
    String key = "role" + roleArn.replaceAll("[^A-Za-z0-9]", "");
    byKey.putIfAbsent(
        key,
        new Role(roleArn, policy, ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet()));
    return key;
  }

  /**
   * Takes on a role for whoever signed with a key. That the caller's own role allows it was asked
   * before, like for every request.
   *
   * @return the access key of the role; empty when there is none, or it does not trust the caller
   */
  Optional<String> assume(String callersKey, String roleArn, String externalId) {
    Role caller = byKey.get(callersKey);
    if (caller == null) {
      return Optional.empty();
    }
    AccessRequest assume = new AccessRequest(ASSUME, roleArn, "").withExternalId(externalId);
    Optional<String> key =
        byKey.entrySet().stream()
            .filter(entry -> entry.getValue().arn.equals(roleArn))
            .filter(entry -> entry.getValue().policy.trusts(Principal.role(caller.arn), assume))
            .map(Map.Entry::getKey)
            .findFirst();
    if (key.isEmpty()) {
      caller.refused.add(assume);
    }
    return key;
  }

  @Override
  public boolean checks(String accessKey) {
    return byKey.containsKey(accessKey);
  }

  /** The number of the account whose key it is. */
  public String accountOf(String accessKey) {
    Role role = byKey.get(accessKey);
    return role == null ? account : role.arn.split(":", -1)[4];
  }

  @Override
  public Optional<String> refusal(SignedRequest request) {
    return refusal(request.accessKey(), requested.of(request));
  }

  /** The sentence to refuse what the owner of a key does; empty when it may go on. */
  public Optional<String> refusal(String accessKey, AccessRequest access) {
    Role role = byKey.get(accessKey);
    if (role == null) {
      return Optional.empty();
    }
    Principal who = Principal.role(role.arn);
    boolean denied = role.policy.denies(access) || resources.denies(who, access);
    if (!denied && (role.policy.permits(access) || resources.allows(who, access))) {
      role.used.add(access);
      return Optional.empty();
    }
    role.refused.add(access);
    return Optional.of(
        "User: %s is not authorized to perform: %s on resource: %s because %s in %s"
            .formatted(
                role.arn,
                access.action(),
                access.resource(),
                denied
                    ? "a policy denies the action"
                    : "no identity-based policy allows the action",
                access.region()));
  }

  /** The sentence to refuse what a service of AWS does by itself; empty when it may go on. */
  public Optional<String> refusalOfService(String service, AccessRequest access) {
    Principal who = Principal.service(service);
    if (!resources.governs(access.resource())
        || (resources.allows(who, access) && !resources.denies(who, access))) {
      return Optional.empty();
    }
    refusedToServices.add(access);
    return Optional.of(
        "%s is not authorized to perform: %s on resource: %s for %s because no resource-based policy allows the action"
            .formatted(
                service,
                access.action(),
                access.resource(),
                access.facts().getOrDefault(AccessRequest.SOURCE_ARN, "itself")));
  }

  /** What was asked for and refused; empty when the stack's rights suffice. */
  public List<AccessRequest> refused() {
    return Stream.concat(
            byKey.values().stream().flatMap(role -> role.refused.stream()),
            refusedToServices.stream())
        .toList();
  }

  /** What roles did and were allowed to. */
  public List<AccessRequest> used() {
    return byKey.values().stream().flatMap(role -> role.used.stream()).toList();
  }

  /** What roles may do and have not done. */
  public List<String> unused() {
    return byKey.values().stream()
        .flatMap(role -> role.policy.unused(role.used).stream())
        .sorted()
        .toList();
  }

  private record Role(
      String arn, RolePolicy policy, Set<AccessRequest> used, Set<AccessRequest> refused) {}
}
