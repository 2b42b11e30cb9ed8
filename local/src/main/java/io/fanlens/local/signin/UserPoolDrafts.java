package io.fanlens.local.signin;

import io.fanlens.local.template.Properties;
import io.fanlens.local.template.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Collects the resources of the template's user pools, and rejects what AWS rejects. */
public final class UserPoolDrafts {
  private static final Set<String> OF_OPENID =
      Set.of("openid", "profile", "email", "phone", "aws.cognito.signin.user.admin");

  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration LONGEST_TOKEN = Duration.ofDays(1);
  private static final Duration SHORTEST_REFRESH = Duration.ofHours(1);
  private static final Duration LONGEST_REFRESH = Duration.ofDays(3650);
  private static final Duration USUAL_TOKEN = Duration.ofHours(1);
  private static final Duration USUAL_REFRESH = Duration.ofDays(30);

  private final String region;
  private final String account;
  private final Map<String, Draft> pools = new LinkedHashMap<>();

  private static final class Draft {
    final Set<String> groups = new TreeSet<>();
    final List<AppClient> clients = new ArrayList<>();
    Optional<String> login = Optional.empty();
  }

  public UserPoolDrafts(String region, String account) {
    this.region = region;
    this.account = account;
  }

  /** AWS::Cognito::UserPool: its attributes by name. What it asks of users has no effect here. */
  public Map<String, String> pool(String id) {
    pools.put(id, new Draft());
    String provider = UserPoolSpec.providerName(id, region);
    return Map.of(
        "Arn",
        UserPoolSpec.arn(id, region, account),
        "ProviderName",
        provider,
        "ProviderURL",
        "https://" + provider,
        "UserPoolId",
        id);
  }

  /** AWS::Cognito::UserPoolGroup: its name. */
  public String group(Properties properties) {
    String name = properties.required("GroupName");
    properties.raw("Description");
    properties.raw("Precedence");
    of(properties).groups.add(name);
    return name;
  }

  /** AWS::Cognito::UserPoolDomain: the address of the managed login. */
  public String domain(Properties properties) {
    String domain = properties.required("Domain");
    // The classic hosted UI and the managed login have the same addresses.
    properties.raw("ManagedLoginVersion");
    boolean own = properties.raw("CustomDomainConfig").isPresent();
    String login =
        "https://" + (own ? domain : "%s.auth.%s.amazoncognito.com".formatted(domain, region));
    if (!own && !domain.matches("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")) {
      throw new TemplateException("Domain '%s' is not allowed".formatted(domain));
    }
    if (domain.contains("cognito") || domain.contains("aws") || domain.contains("amazon")) {
      throw new TemplateException(
          "Domain '%s' contains cognito, aws or amazon, which AWS reserves".formatted(domain));
    }
    of(properties).login = Optional.of(login);
    return login;
  }

  /**
   * AWS::Cognito::UserPoolClient.
   *
   * @param unsupported is told of what has no effect here
   */
  public void client(String id, Properties properties, Consumer<String> unsupported) {
    Draft draft = of(properties);
    properties.raw("ClientName");
    properties.raw("PreventUserExistenceErrors");
    properties.raw("EnableTokenRevocation");
    properties.raw("SupportedIdentityProviders");
    properties.raw("ExplicitAuthFlows");
    if (properties.text("GenerateSecret").map(Boolean::parseBoolean).orElse(false)) {
      unsupported.accept("App clients with a secret are not emulated");
      return;
    }
    List<String> flows = properties.texts("AllowedOAuthFlows");
    boolean allowed =
        properties.text("AllowedOAuthFlowsUserPoolClient").map(Boolean::parseBoolean).orElse(false);
    if (!allowed || !flows.contains("code")) {
      unsupported.accept("App clients without the code grant are not emulated");
      return;
    }
    List<String> callbacks = properties.texts("CallbackURLs");
    callbacks.forEach(UserPoolDrafts::requireReturnAddress);
    List<String> logouts = properties.texts("LogoutURLs");
    logouts.forEach(UserPoolDrafts::requireReturnAddress);
    Set<String> scopes = new LinkedHashSet<>(properties.texts("AllowedOAuthScopes"));
    scopes.stream()
        .filter(scope -> !OF_OPENID.contains(scope) && !scope.contains("/"))
        .findFirst()
        .ifPresent(
            scope -> {
              throw new TemplateException("AllowedOAuthScopes: %s does not exist".formatted(scope));
            });
    Optional<Properties> units = properties.object("TokenValidityUnits");
    draft.clients.add(
        new AppClient(
            id,
            callbacks,
            logouts,
            scopes,
            validity(properties, units, "AccessToken", "hours", USUAL_TOKEN, SHORTEST),
            validity(properties, units, "IdToken", "hours", USUAL_TOKEN, SHORTEST),
            validity(properties, units, "RefreshToken", "days", USUAL_REFRESH, SHORTEST_REFRESH)));
  }

  /** On AWS by https, except for programs on the own machine. */
  private static void requireReturnAddress(String address) {
    if (!address.matches("https://.+|http://(?:localhost|127\\.0\\.0\\.1|\\[::1])(?:[:/].*)?")) {
      throw new TemplateException(
          "CallbackURLs and LogoutURLs: '%s' is not allowed".formatted(address));
    }
  }

  private static Duration validity(
      Properties properties,
      Optional<Properties> units,
      String token,
      String usualUnit,
      Duration usual,
      Duration shortest) {
    String unit = units.flatMap(said -> said.text(token)).orElse(usualUnit);
    Duration one =
        switch (unit) {
          case "seconds" -> Duration.ofSeconds(1);
          case "minutes" -> Duration.ofMinutes(1);
          case "hours" -> Duration.ofHours(1);
          case "days" -> Duration.ofDays(1);
          default ->
              throw new TemplateException("TokenValidityUnits.%s is '%s'".formatted(token, unit));
        };
    Duration validity = properties.number(token + "Validity").map(one::multipliedBy).orElse(usual);
    Duration longest = token.equals("RefreshToken") ? LONGEST_REFRESH : LONGEST_TOKEN;
    if (validity.compareTo(shortest) < 0 || validity.compareTo(longest) > 0) {
      throw new TemplateException(
          "%sValidity is %s; AWS allows %s to %s".formatted(token, validity, shortest, longest));
    }
    return validity;
  }

  private Draft of(Properties properties) {
    Draft draft = pools.get(properties.required("UserPoolId"));
    if (draft == null) {
      throw new TemplateException("UserPoolId names no user pool of the template");
    }
    return draft;
  }

  /** The pools, complete. */
  public List<UserPoolSpec> specs() {
    return pools.entrySet().stream()
        .map(
            one ->
                new UserPoolSpec(
                    one.getKey(),
                    region,
                    account,
                    one.getValue().groups,
                    one.getValue().login,
                    one.getValue().clients))
        .toList();
  }
}
