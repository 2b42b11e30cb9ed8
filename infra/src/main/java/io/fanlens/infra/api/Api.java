package io.fanlens.infra.api;

import io.fanlens.infra.analyzer.AnalyzerFunction;
import io.fanlens.infra.analyzer.Assets;
import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.quota.QuotaStorage;
import io.fanlens.infra.security.Encryption;
import io.fanlens.stage.configuration.ApiConfiguration;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.Optional;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;
import software.constructs.IDependable;

/** All of a stage's synchronous API. */
public final class Api extends Construct {

  private final ClientStorage clients;
  private final ApiFunction function;
  private final ApiGateway gateway;

  public Api(
      Construct scope,
      String id,
      StageConfiguration configuration,
      ApiConfiguration api,
      Assets assets,
      Encryption encryption,
      Intake intake,
      AnalyzerFunction analyzer,
      QuotaStorage quotaTable) {
    super(scope, id);
    clients = new ClientStorage(this, "Clients", configuration, encryption);
    function =
        new ApiFunction(
            this,
            "Function",
            configuration,
            api,
            assets,
            encryption,
            intake,
            analyzer,
            quotaTable,
            clients);
    gateway =
        new ApiGateway(
            this,
            "Gateway",
            configuration,
            api,
            encryption,
            intake.bucket().getBucketName(),
            function);
  }

  public RestApi gateway() {
    return gateway.api();
  }

  public Function function() {
    return function.function();
  }

  /** Where clients send their calls; ends in a slash. */
  public String url() {
    return gateway.api().getUrl();
  }

  public String clientsTable() {
    return clients.table().getTableName();
  }

  public String clientsTableArn() {
    return clients.table().getTableArn();
  }

  /** What sets the account's role for logs; none where the account has one already. */
  public Optional<IDependable> logRole() {
    return Optional.ofNullable(gateway.api().getNode().tryFindChild("Account"));
  }

  public String master() {
    return clients.master();
  }
}
