package io.fanlens.infra.page;

import io.fanlens.infra.analyzer.AnalyzerFunction;
import io.fanlens.infra.analyzer.Assets;
import io.fanlens.infra.analyzer.GatewayFunctions;
import io.fanlens.infra.api.Api;
import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.quota.QuotaStorage;
import io.fanlens.infra.results.ResultStorage;
import io.fanlens.infra.security.EncryptedLog;
import io.fanlens.infra.security.Encryption;
import io.fanlens.settings.PageSettings;
import io.fanlens.settings.Settings;
import io.fanlens.stage.configuration.NativeEnvironment;
import io.fanlens.stage.configuration.PageConfiguration;
import io.fanlens.stage.configuration.StageConfiguration;
import io.fanlens.stage.configuration.StageJson;
import java.util.Optional;
import java.util.SequencedMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The function that serves the page and answers its requests. */
final class PageFunction extends Construct {

  private static final String HANDLER = "io.fanlens.functions.page.PageHandler::handleRequest";

  private final Function function;
  private final Alias live;

  PageFunction(
      Construct scope,
      String id,
      StageConfiguration configuration,
      PageConfiguration page,
      Assets assets,
      Encryption encryption,
      Intake intake,
      ResultStorage results,
      AnalyzerFunction analyzer,
      QuotaStorage quotaTable,
      Optional<Api> api,
      PageUsers users) {
    super(scope, id);
    LogGroup log = EncryptedLog.create(this, "Log", "PageFunctionLog", configuration, encryption);
    String pictures = intake.bucket().getBucketName();
    String answers = results.answers().getBucketName();
    SequencedMap<String, String> environment = NativeEnvironment.variables();
    environment.put(Settings.STACK_VARIABLE, configuration.stackName());
    environment.put(Settings.BUCKET_VARIABLE, pictures);
    environment.put(
        Settings.ENVIRONMENT_VARIABLE,
        json(
            StageJson.sorted(
                configuration.settings(
                    intake.queue().getQueueUrl(),
                    intake.deadLetterQueue().getQueueUrl(),
                    quotaTable.table().getTableName(),
                    answers))));
    environment.put(
        PageSettings.ENVIRONMENT_VARIABLE,
        json(
            StageJson.sorted(
                page.settings(
                    pictures,
                    answers,
                    api.map(Api::clientsTable).orElse(null),
                    users.issuer(),
                    users.clientId(),
                    users.login()))));
    function =
        GatewayFunctions.builder(this, configuration, assets, encryption, analyzer)
            .description("Serves the page and answers its requests")
            .handler(HANDLER)
            .memorySize(page.memoryMb())
            .environment(environment)
            .role(
                PageRole.create(
                    this, configuration, encryption, intake, results, quotaTable, api, log))
            .logGroup(log)
            .build();
    live = GatewayFunctions.live(this, function, configuration);
  }

  Function function() {
    return function;
  }

  Alias live() {
    return live;
  }

  private String json(Object value) {
    return Stack.of(this).toJsonString(value);
  }
}
