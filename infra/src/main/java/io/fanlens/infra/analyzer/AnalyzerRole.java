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
 * What the function may do, each action by name. The statements are part of the role, so that the
 * function never exists without them.
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
        new ArrayList<>(rekognition(configuration.operations(), Target.HOME));
    if (!configuration.accounts().isEmpty()) {
      statements.add(
          PolicyStatement.Builder.create()
              .sid("UseOtherAccounts")
              .actions(List.of("sts:AssumeRole"))
              .resources(configuration.accounts().stream().map(AccountSettings::roleArn).toList())
              .build());
    }
    // Amazon Rekognition reads objects with the same rights.
    statements.add(allow("ReadPictures", intake.bucket().arnForObjects("*"), "s3:GetObject"));
    // Without it a missing object answers 403, as if the right to read it were missing.
    statements.add(allow("TellMissingPictures", intake.bucket().getBucketArn(), "s3:ListBucket"));
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
            "TakeMessages",
            intake.queue().getQueueArn(),
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage"));
    statements.add(
        allow("GiveUpMessages", intake.deadLetterQueue().getQueueArn(), "sqs:SendMessage"));
    statements.add(
        allow("WriteLog", log.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents"));
    // Receiving and reading decrypt; sending a dead letter and keeping a large answer need a key.
    statements.addAll(encryption.statement("UseTheKey", "kms:Decrypt", "kms:GenerateDataKey"));
    if (configuration.oversight().tracing()) {
      // AWS X-Ray knows no resource to name.
      statements.add(allow("Trace", "*", "xray:PutTelemetryRecords", "xray:PutTraceSegments"));
    }
    return Role.Builder.create(scope, "Role")
        .description("What the Fanlens analyzer may do")
        // Only where another account must know whom it trusts.
        .roleName(configuration.accounts().isEmpty() ? null : name(configuration))
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .inlinePolicies(
            Map.of("Analyzer", PolicyDocument.Builder.create().statements(statements).build()))
        .build();
  }

  /** {@code Fanlens-prod-eu-west-1-analyzer}: roles of all Regions share one list of names. */
  public static String name(StageConfiguration configuration) {
    return "%s-%s-analyzer".formatted(configuration.stackName(), configuration.homeRegion());
  }

  /**
   * What is asked of one account's targets. Amazon Rekognition's image operations know no resource
   * to name, so the Regions bound them: one statement for all operations that run in the same
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
        continue; // no target of this account serves it
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
                    .sid("LookAtPictures" + (statements.isEmpty() ? "" : statements.size() + 1))
                    .actions(List.copyOf(actions))
                    .resources(List.of("*"))
                    .conditions(
                        Map.of(
                            "StringEquals",
                            Map.of("aws:RequestedRegion", Arrays.asList(regions.split(",")))))
                    .build()));
    return statements;
  }

  /** By way of Amazon S3 only. */
  private static PolicyStatement decryptPictures(StageConfiguration configuration) {
    return PolicyStatement.Builder.create()
        .sid("DecryptPictures")
        .actions(List.of("kms:Decrypt"))
        .resources(List.of(configuration.bucket().existingKeyArn()))
        .conditions(
            Map.of(
                "StringEquals",
                Map.of(
                    "kms:ViaService", "s3.%s.amazonaws.com".formatted(configuration.homeRegion()))))
        .build();
  }

  private static PolicyStatement allow(String sid, String resource, String... actions) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .actions(List.of(actions))
        .resources(List.of(resource))
        .build();
  }
}
