package io.fanlens.infra.page;

import io.fanlens.infra.security.RemovalPolicies;
import io.fanlens.stage.configuration.PageConfiguration;
import io.fanlens.stage.configuration.Removal;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AutoVerifiedAttrs;
import software.amazon.awscdk.services.cognito.CfnManagedLoginBranding;
import software.amazon.awscdk.services.cognito.CfnUserPoolClient;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.KeepOriginalAttrs;
import software.amazon.awscdk.services.cognito.ManagedLoginVersion;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolClientIdentityProvider;
import software.amazon.awscdk.services.cognito.UserPoolDomain;
import software.amazon.awscdk.services.cognito.UserPoolDomainOptions;
import software.amazon.awscdk.services.cognito.UserPoolGroup;
import software.constructs.Construct;

/**
 * The users of the page, and Amazon Cognito's managed login, where they sign in. A pool that is
 * kept is protected as the table of results is: with it the users would be gone.
 */
public final class PageUsers extends Construct {

  /** The group that sees the pictures of all users, and the live view. */
  static final String OPERATORS = "operators";

  private static final int SHORTEST_PASSWORD = 12;

  private static final Duration ACCESS = Duration.hours(1);

  private final UserPool pool;
  private final UserPoolClient client;
  private final UserPoolDomain domain;

  /**
   * The pool with its one client.
   *
   * @param pageUrl where the browser returns to
   */
  PageUsers(
      Construct scope,
      String id,
      StageConfiguration configuration,
      PageConfiguration page,
      String pageUrl) {
    super(scope, id);
    boolean kept = configuration.removal() == Removal.RETAIN;
    pool =
        UserPool.Builder.create(this, "Users")
            .featurePlan(FeaturePlan.ESSENTIALS)
            .selfSignUpEnabled(page.selfRegistration())
            .signInAliases(SignInAliases.builder().email(true).build())
            .signInCaseSensitive(false)
            .autoVerify(AutoVerifiedAttrs.builder().email(true).build())
            // A new address counts once it is confirmed, so nobody locks himself out by a typo.
            .keepOriginal(KeepOriginalAttrs.builder().email(true).build())
            .accountRecovery(AccountRecovery.EMAIL_ONLY)
            .mfa(Mfa.OPTIONAL)
            .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
            .passwordPolicy(
                PasswordPolicy.builder()
                    .minLength(SHORTEST_PASSWORD)
                    .requireDigits(false)
                    .requireLowercase(false)
                    .requireUppercase(false)
                    .requireSymbols(false)
                    .tempPasswordValidity(Duration.days(7))
                    .build())
            .deletionProtection(kept)
            .removalPolicy(RemovalPolicies.ofProtected(configuration.removal()))
            .build();
    domain =
        pool.addDomain(
            "Domain",
            UserPoolDomainOptions.builder()
                .cognitoDomain(
                    CognitoDomainOptions.builder()
                        .domainPrefix(domainPrefix(configuration, page))
                        .build())
                .managedLoginVersion(ManagedLoginVersion.NEWER_MANAGED_LOGIN)
                .build());
    List<String> addresses =
        Stream.concat(Stream.of(pageUrl), page.origins().stream().map(origin -> origin + "/"))
            .toList();
    client =
        UserPoolClient.Builder.create(this, "Client")
            .userPool(pool)
            // A page can keep no secret; the code is bound to the browser by PKCE.
            .generateSecret(false)
            .supportedIdentityProviders(List.of(UserPoolClientIdentityProvider.COGNITO))
            .oAuth(
                OAuthSettings.builder()
                    .flows(
                        OAuthFlows.builder()
                            .authorizationCodeGrant(true)
                            .implicitCodeGrant(false)
                            .clientCredentials(false)
                            .build())
                    .scopes(List.of(OAuthScope.OPENID, OAuthScope.PROFILE, OAuthScope.EMAIL))
                    .callbackUrls(addresses)
                    .logoutUrls(addresses)
                    .build())
            .preventUserExistenceErrors(true)
            .enableTokenRevocation(true)
            .accessTokenValidity(ACCESS)
            .idTokenValidity(ACCESS)
            .refreshTokenValidity(Duration.hours(page.sessionHours()))
            .build();
    // Nobody signs in with this client but by the managed login.
    ((CfnUserPoolClient) client.getNode().getDefaultChild())
        .setExplicitAuthFlows(List.of("ALLOW_REFRESH_TOKEN_AUTH"));
    // Without a style the managed login shows an error instead of itself.
    CfnManagedLoginBranding.Builder.create(this, "Style")
        .userPoolId(pool.getUserPoolId())
        .clientId(client.getUserPoolClientId())
        .useCognitoProvidedValues(true)
        .build();
    UserPoolGroup.Builder.create(this, "Operators")
        .userPool(pool)
        .groupName(OPERATORS)
        .description("Sees the pictures of all users, and the live view")
        .build();
  }

  /** Unique in the Region, as the stack's name is in the account. */
  private static String domainPrefix(StageConfiguration configuration, PageConfiguration page) {
    return page.domainPrefix().isEmpty()
        ? "%s-%s".formatted(configuration.stackName().toLowerCase(Locale.ROOT), Aws.ACCOUNT_ID)
        : page.domainPrefix();
  }

  UserPool pool() {
    return pool;
  }

  String clientId() {
    return client.getUserPoolClientId();
  }

  /** As the tokens name it. */
  String issuer() {
    return pool.getUserPoolProviderUrl();
  }

  /** Origin of the managed login. */
  String login() {
    return domain.baseUrl();
  }
}
