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
 * The roles whose requests are checked, and their recorded accesses. Each role signs with its own
 * key; all other keys belong to the user, who may do anything. AWS services are checked too when
 * they act on their own: Amazon S3 when it sends to a queue.
 */
public final class Roles implements AccessCheck {

  private static final String ASSUME = "sts:AssumeRole";

  private final String account;
  private final RequestedAccess requested;
  private final ResourcePolicies resources = new ResourcePolicies();
  private final Map<String, Role> byKey = new ConcurrentHashMap<>();
  private final Set<AccessRequest> refusedToServices = ConcurrentHashMap.newKeySet();

  /**
   * Starts without roles.
   *
   * @param account id of the account that owns the resources
   */
  public Roles(String account) {
    this.account = account;
    requested = new RequestedAccess(account);
  }

  /** Resource policies of queues and buckets. */
  public ResourcePolicies resources() {
    return resources;
  }

  /**
   * Registers a role.
   *
   * @return its access key: letters and digits only, as DynamoDB Local requires
   */
  public String admit(String roleArn, RolePolicy policy) {
    String key = "role" + roleArn.replaceAll("[^A-Za-z0-9]", "");
    byKey.putIfAbsent(
        key,
        new Role(roleArn, policy, ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet()));
    return key;
  }

  /**
   * Assumes a role for the owner of a key. The permission of the caller's own role was checked
   * before, as for every request.
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

  /** The id of the account that owns a key. */
  public String accountOf(String accessKey) {
    Role role = byKey.get(accessKey);
    return role == null ? account : role.arn.split(":", -1)[4];
  }

  @Override
  public Optional<String> refusal(SignedRequest request) {
    return refusal(request.accessKey(), requested.of(request));
  }

  /** The error message for an access by the owner of a key; empty when permitted. */
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

  /** The error message for an access by an AWS service on its own; empty when permitted. */
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

  /** The denied accesses; empty when the stack's permissions suffice. */
  public List<AccessRequest> refused() {
    return Stream.concat(
            byKey.values().stream().flatMap(role -> role.refused.stream()),
            refusedToServices.stream())
        .toList();
  }

  /** The accesses that roles made and were permitted. */
  public List<AccessRequest> used() {
    return byKey.values().stream().flatMap(role -> role.used.stream()).toList();
  }

  /** Permissions that roles did not use. */
  public List<String> unused() {
    return byKey.values().stream()
        .flatMap(role -> role.policy.unused(role.used).stream())
        .sorted()
        .toList();
  }

  private record Role(
      String arn, RolePolicy policy, Set<AccessRequest> used, Set<AccessRequest> refused) {}
}
