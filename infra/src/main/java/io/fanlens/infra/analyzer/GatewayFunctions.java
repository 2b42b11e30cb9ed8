package io.fanlens.infra.analyzer;

import io.fanlens.infra.security.Encryption;
import io.fanlens.stage.configuration.ApiConfiguration;
import io.fanlens.stage.configuration.RegionServices;
import io.fanlens.stage.configuration.StageConfiguration;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.CfnFunction.TracingConfigProperty;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.constructs.Construct;

/**
 * What the functions behind a gateway have in common: they are other handlers in the analyzer's
 * zip, over the same layers, and answer within the gateway's time.
 */
public final class GatewayFunctions {

  private GatewayFunctions() {}

  /** Without description, handler, memory, environment, role and log. */
  public static Function.Builder builder(
      Construct scope,
      StageConfiguration configuration,
      Assets assets,
      Encryption encryption,
      AnalyzerFunction analyzer) {
    return Function.Builder.create(scope, "Function")
        .runtime(Runtime.JAVA_25)
        .architecture(assets.architecture())
        .layers(analyzer.layers())
        .snapStart(
            RegionServices.hasSnapStart(configuration.homeRegion())
                ? SnapStartConf.ON_PUBLISHED_VERSIONS
                : null)
        .code(Code.fromAsset(assets.functionsZip().toString()))
        .timeout(Duration.seconds(ApiConfiguration.TIMEOUT_SECONDS))
        .environmentEncryption(encryption.keyOrNull())
        .loggingFormat(LoggingFormat.JSON)
        .currentVersionOptions(
            VersionOptions.builder().removalPolicy(RemovalPolicy.DESTROY).build());
  }

  /** The alias {@code live} of the newest version: SnapStart needs a version. */
  public static Alias live(Construct scope, Function function, StageConfiguration configuration) {
    if (configuration.monitoring().tracing()) {
      ((CfnFunction) function.getNode().getDefaultChild())
          .setTracingConfig(TracingConfigProperty.builder().mode("Active").build());
    }
    // The CDK warns that SnapStart needs a version; the next statement publishes one.
    Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
    return Alias.Builder.create(scope, "Live")
        .aliasName("live")
        .version(function.getCurrentVersion())
        .build();
  }
}
