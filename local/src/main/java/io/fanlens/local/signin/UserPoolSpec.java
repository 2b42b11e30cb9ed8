package io.fanlens.local.signin;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A user pool of the template.
 *
 * @param groups names
 * @param login the address of its managed login on AWS; empty when it has none
 */
public record UserPoolSpec(
    String id,
    String region,
    String account,
    Set<String> groups,
    Optional<String> login,
    List<AppClient> clients) {

  public UserPoolSpec {
    groups = Set.copyOf(groups);
    clients = List.copyOf(clients);
  }

  public String arn() {
    return arn(id, region, account);
  }

  static String arn(String id, String region, String account) {
    return "arn:aws:cognito-idp:%s:%s:userpool/%s".formatted(region, account, id);
  }

  /** Who issues its tokens: the name of the pool on AWS, here too. */
  public String issuer() {
    return "https://" + providerName(id, region);
  }

  static String providerName(String id, String region) {
    return "cognito-idp.%s.amazonaws.com/%s".formatted(region, id);
  }

  Optional<AppClient> client(String clientId) {
    return clients.stream().filter(one -> one.id().equals(clientId)).findFirst();
  }
}
