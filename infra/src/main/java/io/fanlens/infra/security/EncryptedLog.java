package io.fanlens.infra.security;

import io.fanlens.stage.configuration.StageConfiguration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** A log group that Amazon CloudWatch may encrypt with the stack's key. */
public final class EncryptedLog {

  private EncryptedLog() {}

  /**
   * Creates the group.
   *
   * @param sid of the statement in the key's policy
   */
  public static LogGroup create(
      Construct scope,
      String id,
      String sid,
      StageConfiguration configuration,
      Encryption encryption) {
    allow(scope, id, sid, configuration, encryption);
    LogGroup log =
        LogGroup.Builder.create(scope, id)
            .encryptionKey(encryption.keyOrNull())
            .removalPolicy(RemovalPolicies.of(configuration.removal()))
            .build();
    ((CfnLogGroup) log.getNode().getDefaultChild())
        .setRetentionInDays(configuration.monitoring().logRetentionDays());
    return log;
  }

  /**
   * The condition relies on AWS CloudFormation naming the log group after the stack and its logical
   * id, which begins with the path below the stack. The actions are named one by one, since the
   * wildcards of the CloudWatch documentation allow more than a symmetric key needs.
   */
  private static void allow(
      Construct scope,
      String id,
      String sid,
      StageConfiguration configuration,
      Encryption encryption) {
    String path =
        Arrays.stream(scope.getNode().getPath().split("/")).skip(1).collect(Collectors.joining());
    String group =
        Stack.of(scope)
            .formatArn(
                ArnComponents.builder()
                    .service("logs")
                    .resource("log-group")
                    .resourceName("%s-%s%s*".formatted(configuration.stackName(), path, id))
                    .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                    .build());
    encryption.allowService(
        sid,
        "logs.%s.amazonaws.com".formatted(configuration.homeRegion()),
        List.of(
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo"),
        Map.of("ArnLike", Map.of("kms:EncryptionContext:aws:logs:arn", group)));
  }
}
