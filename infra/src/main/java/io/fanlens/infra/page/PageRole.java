package io.fanlens.infra.page;

import io.fanlens.aws.DynamoDbClientTable;
import io.fanlens.infra.analyzer.AnalyzerRole;
import io.fanlens.infra.api.Api;
import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.quota.QuotaStorage;
import io.fanlens.infra.results.ResultStorage;
import io.fanlens.infra.security.Encryption;
import io.fanlens.settings.PageSettings;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The role of the page's function. It calls no operation and writes no row: what it may do besides
 * reading is to upload below {@code web/}, to remove pictures, to store previews and to move dead
 * letters back.
 */
final class PageRole {

  private PageRole() {}

  static Role create(
      Construct scope,
      StageConfiguration configuration,
      Encryption encryption,
      Intake intake,
      ResultStorage results,
      QuotaStorage quotaTable,
      Optional<Api> api,
      LogGroup log) {
    List<PolicyStatement> statements = new ArrayList<>();
    pictures(statements, configuration, intake);
    statements.add(
        AnalyzerRole.allow("ReadAnswers", results.answers().arnForObjects("*"), "s3:GetObject"));
    statements.add(
        AnalyzerRole.allow(
            "StorePreviews",
            results.answers().arnForObjects(PageSettings.PREVIEWS + "*"),
            "s3:PutObject"));
    statements.add(
        AnalyzerRole.allow("ReadResults", results.table().getTableArn(), "dynamodb:BatchGetItem"));
    statements.add(
        AnalyzerRole.allow(
            "ReadFailures",
            results.table().getTableArn() + "/index/failed-by-day",
            "dynamodb:Query"));
    statements.add(
        AnalyzerRole.allow("ReadQuota", quotaTable.table().getTableArn(), "dynamodb:Query"));
    api.ifPresent(
        each -> {
          statements.add(
              AnalyzerRole.allow(
                  "ListClients",
                  "%s/index/%s".formatted(each.clientsTableArn(), DynamoDbClientTable.BY_NAME),
                  "dynamodb:Scan"));
          statements.add(
              AnalyzerRole.allow("ReadClients", each.clientsTableArn(), "dynamodb:BatchGetItem"));
        });
    statements.add(
        AnalyzerRole.allow(
            "Redrive", intake.queue().getQueueArn(), "sqs:GetQueueAttributes", "sqs:SendMessage"));
    statements.add(
        AnalyzerRole.allow(
            "TakeDeadLetters",
            intake.deadLetterQueue().getQueueArn(),
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage"));
    statements.add(
        AnalyzerRole.allow(
            "WriteLogs", log.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents"));
    // To read is to decrypt; an upload, a preview or a message takes a data key.
    statements.addAll(encryption.statement("UseKey", "kms:Decrypt", "kms:GenerateDataKey"));
    if (configuration.monitoring().tracing()) {
      // AWS X-Ray has no resource types.
      statements.add(
          AnalyzerRole.allow(
              "SendTraces", "*", "xray:PutTelemetryRecords", "xray:PutTraceSegments"));
    }
    return Role.Builder.create(scope, "Role")
        .description("Permissions of the Fanlens page's function")
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .inlinePolicies(
            Map.of("Page", PolicyDocument.Builder.create().statements(statements).build()))
        .build();
  }

  /** Forms and addresses that the function signs allow a browser no more than this role may. */
  private static void pictures(
      List<PolicyStatement> statements, StageConfiguration configuration, Intake intake) {
    // Without it a missing object is answered with 403 instead of 404.
    statements.add(
        AnalyzerRole.allow("ListPictures", intake.bucket().getBucketArn(), "s3:ListBucket"));
    // An operator sees and removes any picture of the bucket.
    statements.add(
        AnalyzerRole.allow(
            "ReadAndRemovePictures",
            intake.bucket().arnForObjects("*"),
            "s3:DeleteObject",
            "s3:GetObject"));
    statements.add(
        AnalyzerRole.allow(
            "UploadPictures",
            intake.bucket().arnForObjects(PageSettings.UPLOADS + "*"),
            "s3:PutObject"));
    if (configuration.bucket().hasKey()) {
      statements.add(AnalyzerRole.decryptPictures(configuration));
      statements.add(AnalyzerRole.encryptPictures(configuration));
    }
  }
}
