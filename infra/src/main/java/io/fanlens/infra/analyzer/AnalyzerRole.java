package io.fanlens.infra.analyzer;

import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.quota.QuotaStorage;
import io.fanlens.infra.results.ResultStorage;
import io.fanlens.infra.security.Encryption;
import io.fanlens.settings.AccountSettings;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The function's role; every action is named. Its statements are inline, so the function never runs
 * without them.
 */
public final class AnalyzerRole {

  private AnalyzerRole() {}

  static Role create(
      Construct scope,
      StageConfiguration configuration,
      Encryption encryption,
      Intake intake,
      ResultStorage results,
      QuotaStorage quotaTable,
      LogGroup log) {
    List<PolicyStatement> statements =
        new ArrayList<>(rekognition(configuration.analysis().operations(), Target.HOME));
    if (!configuration.analysis().accounts().isEmpty()) {
      statements.add(
          PolicyStatement.Builder.create()
              .sid("AssumeAccountRoles")
              .actions(List.of("sts:AssumeRole"))
              .resources(
                  configuration.analysis().accounts().stream()
                      .map(AccountSettings::roleArn)
                      .toList())
              .build());
    }
    // Amazon Rekognition reads objects with the same permissions.
    statements.add(allow("ReadPictures", intake.bucket().arnForObjects("*"), "s3:GetObject"));
    // Without it a missing object is answered with 403 instead of 404.
    statements.add(allow("ListPictures", intake.bucket().getBucketArn(), "s3:ListBucket"));
    if (configuration.bucket().hasKey()) {
      statements.add(decryptPictures(configuration));
    }
    statements.add(
        allow(
            "WriteResults",
            results.table().getTableArn(),
            "dynamodb:DeleteItem",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem"));
    statements.add(
        allow(
            "WriteLargeAnswers",
            results.answers().arnForObjects("*"),
            "s3:DeleteObject",
            "s3:PutObject"));
    statements.add(
        allow(
            "ReserveQuota",
            quotaTable.table().getTableArn(),
            "dynamodb:Query",
            "dynamodb:UpdateItem"));
    statements.add(
        allow(
            "ReceiveMessages",
            intake.queue().getQueueArn(),
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage"));
    // A copy that takes the place of a message that has waited for a week.
    statements.add(allow("SendCopies", intake.queue().getQueueArn(), "sqs:SendMessage"));
    statements.add(
        allow("SendDeadLetters", intake.deadLetterQueue().getQueueArn(), "sqs:SendMessage"));
    statements.add(
        allow("WriteLogs", log.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents"));
    // To receive and read is to decrypt; sending a dead letter or a large answer takes a data key.
    statements.addAll(encryption.statement("UseKey", "kms:Decrypt", "kms:GenerateDataKey"));
    if (configuration.monitoring().tracing()) {
      // AWS X-Ray has no resource types.
      statements.add(allow("SendTraces", "*", "xray:PutTelemetryRecords", "xray:PutTraceSegments"));
    }
    return Role.Builder.create(scope, "Role")
        .description("Permissions of the Fanlens analyzer function")
        // Another account trusts the role by name.
        .roleName(configuration.analysis().accounts().isEmpty() ? null : name(configuration))
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .inlinePolicies(
            Map.of("Analyzer", PolicyDocument.Builder.create().statements(statements).build()))
        .build();
  }

  /** {@code Fanlens-prod-eu-west-1-analyzer}: role names are unique over all Regions. */
  public static String name(StageConfiguration configuration) {
    return "%s-%s-analyzer".formatted(configuration.stackName(), configuration.homeRegion());
  }

  /**
   * The calls to one account's targets. Amazon Rekognition's image operations have no resource
   * types, so a condition limits their Regions: one statement for all operations of the same
   * Regions.
   */
  public static List<PolicyStatement> rekognition(
      List<OperationSettings> operations, String account) {
    Map<String, SortedSet<String>> actionsByRegions = new TreeMap<>();
    for (OperationSettings operation : operations) {
      List<String> regions =
          operation.targets().stream()
              .filter(target -> target.target().account().equals(account))
              .map(TargetSettings::region)
              .toList();
      if (regions.isEmpty()) {
        continue; // it has no target in this account
      }
      actionsByRegions
          .computeIfAbsent(String.join(",", new TreeSet<>(regions)), key -> new TreeSet<>())
          .add("rekognition:" + operation.operation().apiName());
    }
    List<PolicyStatement> statements = new ArrayList<>();
    actionsByRegions.forEach(
        (regions, actions) ->
            statements.add(
                PolicyStatement.Builder.create()
                    .sid("AnalyzePictures" + (statements.isEmpty() ? "" : statements.size() + 1))
                    .actions(List.copyOf(actions))
                    .resources(List.of("*"))
                    .conditions(
                        Map.of(
                            "StringEquals",
                            Map.of("aws:RequestedRegion", Arrays.asList(regions.split(",")))))
                    .build()));
    return statements;
  }

  public static PolicyStatement decryptPictures(StageConfiguration configuration) {
    return ofExistingKey("DecryptPictures", "kms:Decrypt", configuration);
  }

  /** For uploads. */
  public static PolicyStatement encryptPictures(StageConfiguration configuration) {
    return ofExistingKey("EncryptPictures", "kms:GenerateDataKey", configuration);
  }

  /** Through Amazon S3 only. */
  private static PolicyStatement ofExistingKey(
      String sid, String action, StageConfiguration configuration) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .actions(List.of(action))
        .resources(List.of(configuration.bucket().existingKeyArn()))
        .conditions(
            Map.of(
                "StringEquals",
                Map.of(
                    "kms:ViaService", "s3.%s.amazonaws.com".formatted(configuration.homeRegion()))))
        .build();
  }

  /** A statement on one resource, each action named. */
  public static PolicyStatement allow(String sid, String resource, String... actions) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .actions(List.of(actions))
        .resources(List.of(resource))
        .build();
  }
}
