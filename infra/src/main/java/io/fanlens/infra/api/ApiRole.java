package io.fanlens.infra.api;

import io.fanlens.infra.analyzer.AnalyzerRole;
import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.quota.QuotaStorage;
import io.fanlens.infra.security.Encryption;
import io.fanlens.settings.AccountSettings;
import io.fanlens.settings.Target;
import io.fanlens.stage.configuration.ApiConfiguration;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The role of the API's function: the calls, pictures of the bucket, its clients and the quotas. It
 * reaches no result, no queue and no large answer.
 */
public final class ApiRole {

  private ApiRole() {}

  static Role create(
      Construct scope,
      StageConfiguration configuration,
      ApiConfiguration api,
      Encryption encryption,
      Intake intake,
      QuotaStorage quotaTable,
      ClientStorage clients,
      LogGroup log) {
    List<PolicyStatement> statements =
        new ArrayList<>(AnalyzerRole.rekognition(api.operations(), Target.HOME));
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
    // For calls that name an object; the function reads it, or Amazon Rekognition by this role.
    statements.add(
        AnalyzerRole.allow("ReadPictures", intake.bucket().arnForObjects("*"), "s3:GetObject"));
    // Without it a missing object is answered with 403 instead of 404.
    statements.add(
        AnalyzerRole.allow("ListPictures", intake.bucket().getBucketArn(), "s3:ListBucket"));
    if (configuration.bucket().hasKey()) {
      statements.add(AnalyzerRole.decryptPictures(configuration));
    }
    statements.add(
        AnalyzerRole.allow(
            "ReserveQuota",
            quotaTable.table().getTableArn(),
            "dynamodb:Query",
            "dynamodb:UpdateItem"));
    // An answer that is kept for a repeat is an update, too: who may delete could delete clients.
    statements.add(
        AnalyzerRole.allow(
            "CountCalls",
            clients.table().getTableArn(),
            "dynamodb:GetItem",
            "dynamodb:UpdateItem"));
    statements.add(
        AnalyzerRole.allow("ReadMaster", clients.master(), "secretsmanager:GetSecretValue"));
    statements.add(
        AnalyzerRole.allow(
            "WriteLogs", log.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents"));
    statements.addAll(encryption.statement("UseKey", "kms:Decrypt"));
    if (configuration.monitoring().tracing()) {
      // AWS X-Ray has no resource types.
      statements.add(
          AnalyzerRole.allow(
              "SendTraces", "*", "xray:PutTelemetryRecords", "xray:PutTraceSegments"));
    }
    return Role.Builder.create(scope, "Role")
        .description("Permissions of the Fanlens API's function")
        // Another account trusts the role by name.
        .roleName(configuration.analysis().accounts().isEmpty() ? null : name(configuration))
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .inlinePolicies(
            Map.of("Api", PolicyDocument.Builder.create().statements(statements).build()))
        .build();
  }

  /** {@code Fanlens-prod-eu-west-1-api}: role names are unique over all Regions. */
  public static String name(StageConfiguration configuration) {
    return "%s-%s-api".formatted(configuration.stackName(), configuration.homeRegion());
  }
}
