package io.fanlens.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * Who may use the stack's own key. Three services use it in their own name; all others, the
 * function and people, by the rights of their roles, to which the account's statement refers. AWS
 * IAM could not give such rights without it, nor could anybody mend the policy.
 */
final class KeyPolicy {

  private KeyPolicy() {}

  static PolicyDocument of(Construct scope, StackConfiguration configuration) {
    PolicyStatement account =
        PolicyStatement.Builder.create()
            .sid("RolesOfThisAccount")
            .principals(List.of(new AccountRootPrincipal()))
            .actions(List.of("kms:*"))
            .resources(List.of("*"))
            .build();
    return PolicyDocument.Builder.create()
        .statements(
            List.of(
                account,
                service(
                    configuration.bucket().isExisting()
                        ? "EventsOfTheBucket"
                        : "NotificationsOfTheBucket",
                    configuration.bucket().isExisting()
                        ? "events.amazonaws.com"
                        : "s3.amazonaws.com",
                    List.of("kms:Decrypt", "kms:GenerateDataKey"),
                    Map.of("StringEquals", ofThisAccount())),
                service(
                    "AlarmsOfThisAccount",
                    "cloudwatch.amazonaws.com",
                    List.of("kms:Decrypt", "kms:GenerateDataKey"),
                    Map.of(
                        "StringEquals",
                        ofThisAccount(),
                        "ArnLike",
                        Map.of("aws:SourceArn", arn(scope, "cloudwatch", "alarm", "*")))),
                // Its log group's name is made of the stack's and the logical id.
                service(
                    "LogOfTheFunction",
                    "logs.%s.amazonaws.com".formatted(Aws.REGION),
                    List.of(
                        "kms:Decrypt",
                        "kms:DescribeKey",
                        "kms:Encrypt",
                        "kms:GenerateDataKey",
                        "kms:GenerateDataKeyWithoutPlaintext",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo"),
                    Map.of(
                        "ArnLike",
                        Map.of(
                            "kms:EncryptionContext:aws:logs:arn",
                            arn(
                                scope,
                                "logs",
                                "log-group",
                                configuration.stackName() + "-AnalyzerLog*"))))))
        .build();
  }

  private static PolicyStatement service(
      String sid, String service, List<String> actions, Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .principals(List.of(new ServicePrincipal(service)))
        .actions(actions)
        .resources(List.of("*")) // which in a key's policy is the key
        // Sorted, so that the template is the same each time.
        .conditions(new TreeMap<>(conditions))
        .build();
  }

  private static Map<String, Object> ofThisAccount() {
    return Map.of("aws:SourceAccount", Aws.ACCOUNT_ID);
  }

  private static String arn(Construct scope, String service, String resource, String name) {
    return Stack.of(scope)
        .formatArn(
            ArnComponents.builder()
                .service(service)
                .resource(resource)
                .resourceName(name)
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
  }
}
