package io.fanlens.infra;

import io.fanlens.infra.analyzer.AnalyzerRole;
import io.fanlens.infra.api.ApiRole;
import io.fanlens.settings.AccountSettings;
import io.fanlens.stage.configuration.ConfigurationException;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.LegacyStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The stack of another account whose quotas are used: one role, which the function assumes. It
 * allows the configured operations in that account's Regions and nothing else. It trusts only the
 * function's role, by name, so it can be deployed before the function and survives the function's
 * recreation.
 */
final class AccountStack extends Stack {

  private static final Pattern ROLE_ARN = Pattern.compile(".*:([0-9]{12}):role(/.*?)([^/]+)");
  private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");

  private AccountStack(
      Construct scope,
      StageConfiguration configuration,
      AccountSettings account,
      String homeAccount,
      List<PolicyStatement> statements,
      Matcher arn) {
    super(
        scope,
        "%s-account-%s".formatted(configuration.stackName(), account.name()),
        StackProps.builder()
            .description("Fanlens: the role for Amazon Rekognition in this account")
            .env(
                Environment.builder()
                    .account(arn.group(1))
                    .region(configuration.homeRegion())
                    .build())
            // There are no assets, so the account need not be bootstrapped.
            .synthesizer(new LegacyStackSynthesizer())
            .build());
    Map<String, Object> conditions = new TreeMap<>();
    conditions.put(
        "ArnEquals",
        Map.of(
            "aws:PrincipalArn",
            configuration.api().isEmpty()
                ? roleArn(homeAccount, AnalyzerRole.name(configuration))
                : List.of(
                    roleArn(homeAccount, AnalyzerRole.name(configuration)),
                    roleArn(homeAccount, ApiRole.name(configuration)))));
    if (!account.externalId().isEmpty()) {
      conditions.put("StringEquals", Map.of("sts:ExternalId", account.externalId()));
    }
    Role role =
        Role.Builder.create(this, "Role")
            .description(
                "Calls of Fanlens in account %s to Amazon Rekognition".formatted(homeAccount))
            .path(arn.group(2))
            .roleName(arn.group(3))
            .assumedBy(new AccountPrincipal(homeAccount).withConditions(conditions))
            .inlinePolicies(
                Map.of("Analyzer", PolicyDocument.Builder.create().statements(statements).build()))
            .build();
    CfnOutput.Builder.create(this, "RoleArn")
        .value(role.getRoleArn())
        .description("Role that the function assumes")
        .build();
  }

  /**
   * The stack of one of the stage's accounts.
   *
   * @throws ConfigurationException for an unknown account, or without a valid home account
   */
  static AccountStack create(Construct scope, StageConfiguration configuration, String name) {
    AccountSettings account =
        configuration.analysis().accounts().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    error(
                        "-c account=%s: stages.%s.accounts has no such account; %s"
                            .formatted(
                                name,
                                configuration.stage(),
                                known(configuration.analysis().accounts()))));
    Object home = scope.getNode().tryGetContext("homeAccount");
    if (home == null || !ACCOUNT_ID.matcher(home.toString()).matches()) {
      throw error(
          "-c homeAccount is '%s'; give the 12-digit id of the account that Fanlens runs in"
              .formatted(home == null ? "" : home));
    }
    List<PolicyStatement> statements =
        AnalyzerRole.rekognition(configuration.allOperations(), name);
    if (statements.isEmpty()) {
      throw error(
          "-c account=%s: no target of stages.%s names this account; add one under targets"
              .formatted(name, configuration.stage()));
    }
    Matcher arn = ROLE_ARN.matcher(account.roleArn());
    if (!arn.matches()) {
      throw error(
          "accounts.%s.roleArn '%s' is not a role's ARN; give one such as arn:aws:iam::111122223333:role/fanlens"
              .formatted(name, account.roleArn()));
    }
    return new AccountStack(scope, configuration, account, home.toString(), statements, arn);
  }

  private String roleArn(String account, String name) {
    return "arn:%s:iam::%s:role/%s".formatted(getPartition(), account, name);
  }

  private static ConfigurationException error(String message) {
    return new ConfigurationException(List.of(message));
  }

  private static String known(List<AccountSettings> accounts) {
    return accounts.isEmpty()
        ? "there are none yet, so add it there first"
        : "name one of "
            + accounts.stream().map(AccountSettings::name).collect(Collectors.joining(", "));
  }
}
