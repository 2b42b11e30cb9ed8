package io.fanlens.infra.analyzer;

import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.quota.QuotaStorage;
import io.fanlens.infra.results.ResultStorage;
import io.fanlens.infra.security.EncryptedLog;
import io.fanlens.infra.security.Encryption;
import io.fanlens.settings.Settings;
import io.fanlens.stage.configuration.NativeEnvironment;
import io.fanlens.stage.configuration.RegionServices;
import io.fanlens.stage.configuration.StageConfiguration;
import io.fanlens.stage.configuration.StageJson;
import java.util.List;
import java.util.SequencedMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.ScalingConfigProperty;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.CfnFunction.TracingConfigProperty;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The function that analyzes pictures, and the mapping from the queue to it. SnapStart needs
 * published versions, so the mapping invokes the alias {@code live} of the newest one. SnapStart
 * also enables the JVM's full compilation, which is off otherwise on AWS Lambda.
 */
public final class AnalyzerFunction extends Construct {

  private static final String HANDLER = "io.fanlens.functions.AnalyzeHandler::handleRequest";

  private final Function function;
  private final LogGroup log;
  private final NativeLibraries libraries;

  public AnalyzerFunction(
      Construct scope,
      String id,
      StageConfiguration configuration,
      Assets assets,
      Encryption encryption,
      Intake intake,
      ResultStorage results,
      QuotaStorage quotaTable) {
    super(scope, id);
    log = EncryptedLog.create(this, "Log", "FunctionLog", configuration, encryption);
    libraries = new NativeLibraries(this, "Native", configuration, assets);
    SequencedMap<String, String> environment = NativeEnvironment.variables();
    environment.put(Settings.STACK_VARIABLE, configuration.stackName());
    environment.put(Settings.BUCKET_VARIABLE, intake.bucket().getBucketName());
    environment.put(
        Settings.ENVIRONMENT_VARIABLE, settings(configuration, intake, results, quotaTable));
    function =
        Function.Builder.create(this, "Function")
            .functionName(configuration.names().functionOrNull())
            .description("Analyzes pictures with Amazon Rekognition and writes the results")
            .runtime(Runtime.JAVA_25)
            .architecture(assets.architecture())
            .layers(libraries.layers())
            .snapStart(
                RegionServices.hasSnapStart(configuration.homeRegion())
                    ? SnapStartConf.ON_PUBLISHED_VERSIONS
                    : null)
            .handler(HANDLER)
            .code(Code.fromAsset(assets.functionsZip().toString()))
            .memorySize(configuration.function().memoryMb())
            .timeout(Duration.seconds(configuration.timings().functionSeconds()))
            .environment(environment)
            .environmentEncryption(encryption.keyOrNull())
            .role(
                AnalyzerRole.create(
                    this, configuration, encryption, intake, results, quotaTable, log))
            .logGroup(log)
            .loggingFormat(LoggingFormat.JSON)
            // Versions other than the live one serve no traffic.
            .currentVersionOptions(
                VersionOptions.builder().removalPolicy(RemovalPolicy.DESTROY).build())
            .build();
    if (configuration.monitoring().tracing()) {
      // Traces invocations only: tracing each call takes an agent, which every cold start would pay
      // for. Set as a plain property, because the CDK's way adds a second policy to the role.
      ((CfnFunction) function.getNode().getDefaultChild())
          .setTracingConfig(TracingConfigProperty.builder().mode("Active").build());
    }
    // The CDK warns that SnapStart needs a version; the next statement publishes one.
    Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
    Alias live =
        Alias.Builder.create(this, "Live")
            .aliasName("live")
            .version(function.getCurrentVersion())
            .build();
    // The plain resource accepts the alias's ARN. Without a batching window a picture never waits.
    CfnEventSourceMapping.Builder.create(this, "Feed")
        .functionName(live.getFunctionArn())
        .eventSourceArn(intake.queue().getQueueArn())
        .batchSize(configuration.function().batchSize())
        .maximumBatchingWindowInSeconds(0)
        .scalingConfig(
            ScalingConfigProperty.builder()
                .maximumConcurrency(configuration.function().maximumConcurrency())
                .build())
        .functionResponseTypes(List.of("ReportBatchItemFailures"))
        .build();
  }

  public Function function() {
    return function;
  }

  /** The libraries, for the API's function too. */
  public List<LayerVersion> layers() {
    return libraries.layers();
  }

  public LogGroup log() {
    return log;
  }

  private String settings(
      StageConfiguration configuration,
      Intake intake,
      ResultStorage results,
      QuotaStorage quotaTable) {
    Settings settings =
        configuration.settings(
            intake.queue().getQueueUrl(),
            intake.deadLetterQueue().getQueueUrl(),
            quotaTable.table().getTableName(),
            results.answers().getBucketName());
    return Stack.of(this).toJsonString(StageJson.sorted(settings));
  }
}
