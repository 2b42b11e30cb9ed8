package io.fanlens.infra.api;

import io.fanlens.infra.analyzer.AnalyzerFunction;
import io.fanlens.infra.analyzer.Assets;
import io.fanlens.infra.analyzer.GatewayFunctions;
import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.quota.QuotaStorage;
import io.fanlens.infra.security.EncryptedLog;
import io.fanlens.infra.security.Encryption;
import io.fanlens.settings.ApiSettings;
import io.fanlens.settings.Settings;
import io.fanlens.stage.configuration.ApiConfiguration;
import io.fanlens.stage.configuration.NativeEnvironment;
import io.fanlens.stage.configuration.StageConfiguration;
import io.fanlens.stage.configuration.StageJson;
import java.util.SequencedMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
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
        GatewayFunctions.builder(this, configuration, assets, encryption, analyzer)
            .description("Answers calls of the API with Amazon Rekognition")
            .handler(HANDLER)
            .memorySize(api.memoryMb())
            .reservedConcurrentExecutions(api.concurrency() == 0 ? null : api.concurrency())
            .environment(environment)
            .role(
                ApiRole.create(
                    this, configuration, api, encryption, intake, quotaTable, clients, log))
            .logGroup(log)
            .build();
    live = GatewayFunctions.live(this, function, configuration);
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
