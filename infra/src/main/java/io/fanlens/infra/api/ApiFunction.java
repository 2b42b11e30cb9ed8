package io.fanlens.infra.api;

import io.fanlens.infra.analyzer.AnalyzerFunction;
import io.fanlens.infra.analyzer.Assets;
import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.quota.QuotaStorage;
import io.fanlens.infra.security.EncryptedLog;
import io.fanlens.infra.security.Encryption;
import io.fanlens.settings.ApiSettings;
import io.fanlens.settings.Settings;
import io.fanlens.stage.configuration.ApiConfiguration;
import io.fanlens.stage.configuration.NativeEnvironment;
import io.fanlens.stage.configuration.RegionServices;
import io.fanlens.stage.configuration.StageConfiguration;
import io.fanlens.stage.configuration.StageJson;
import java.util.SequencedMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.CfnFunction.TracingConfigProperty;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The function that answers calls: another handler in the same zip, over the same layers. The
 * gateway invokes the alias {@code live} of its newest version, as SnapStart needs it.
 */
public final class ApiFunction extends Construct {

  private static final String HANDLER = "io.fanlens.functions.api.ApiHandler::handleRequest";

  private final Function function;
  private final Alias live;

  ApiFunction(
      Construct scope,
      String id,
      StageConfiguration configuration,
      ApiConfiguration api,
      Assets assets,
      Encryption encryption,
      Intake intake,
      AnalyzerFunction analyzer,
      QuotaStorage quotaTable,
      ClientStorage clients) {
    super(scope, id);
    LogGroup log = EncryptedLog.create(this, "Log", "ApiFunctionLog", configuration, encryption);
    SequencedMap<String, String> environment = NativeEnvironment.variables();
    environment.put(Settings.STACK_VARIABLE, configuration.stackName());
    environment.put(Settings.BUCKET_VARIABLE, intake.bucket().getBucketName());
    environment.put(
        Settings.ENVIRONMENT_VARIABLE,
        json(
            StageJson.sorted(
                configuration.apiSettings(
                    intake.queue().getQueueUrl(),
                    intake.deadLetterQueue().getQueueUrl(),
                    quotaTable.table().getTableName()))));
    environment.put(
        ApiSettings.ENVIRONMENT_VARIABLE,
        json(
            StageJson.sorted(
                api.settings(
                    clients.table().getTableName(),
                    clients.master(),
                    intake.bucket().getBucketName()))));
    function =
        Function.Builder.create(this, "Function")
            .description("Answers calls of the API with Amazon Rekognition")
            .runtime(Runtime.JAVA_25)
            .architecture(assets.architecture())
            .layers(analyzer.layers())
            .snapStart(
                RegionServices.hasSnapStart(configuration.homeRegion())
                    ? SnapStartConf.ON_PUBLISHED_VERSIONS
                    : null)
            .handler(HANDLER)
            .code(Code.fromAsset(assets.functionsZip().toString()))
            .memorySize(api.memoryMb())
            .timeout(Duration.seconds(ApiConfiguration.TIMEOUT_SECONDS))
            .reservedConcurrentExecutions(api.concurrency() == 0 ? null : api.concurrency())
            .environment(environment)
            .environmentEncryption(encryption.keyOrNull())
            .role(
                ApiRole.create(
                    this, configuration, api, encryption, intake, quotaTable, clients, log))
            .logGroup(log)
            .loggingFormat(LoggingFormat.JSON)
            .currentVersionOptions(
                VersionOptions.builder().removalPolicy(RemovalPolicy.DESTROY).build())
            .build();
    if (configuration.monitoring().tracing()) {
      ((CfnFunction) function.getNode().getDefaultChild())
          .setTracingConfig(TracingConfigProperty.builder().mode("Active").build());
    }
    // The CDK warns that SnapStart needs a version; the next statement publishes one.
    Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
    live =
        Alias.Builder.create(this, "Live")
            .aliasName("live")
            .version(function.getCurrentVersion())
            .build();
  }

  public Function function() {
    return function;
  }

  Alias live() {
    return live;
  }

  private String json(Object value) {
    return Stack.of(this).toJsonString(value);
  }
}
