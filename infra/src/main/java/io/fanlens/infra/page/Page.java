package io.fanlens.infra.page;

import io.fanlens.infra.analyzer.AnalyzerFunction;
import io.fanlens.infra.analyzer.Assets;
import io.fanlens.infra.api.Api;
import io.fanlens.infra.intake.Intake;
import io.fanlens.infra.quota.QuotaStorage;
import io.fanlens.infra.results.ResultStorage;
import io.fanlens.infra.security.Encryption;
import io.fanlens.settings.PageSettings;
import io.fanlens.stage.configuration.PageConfiguration;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/** All of a stage's page. */
public final class Page extends Construct {

  /** A preview that has expired is made again when somebody looks. */
  private static final int PREVIEW_DAYS = 30;

  private static final int PREFLIGHT_SECONDS = 3_000;

  private final PageGateway gateway;
  private final PageFunction function;
  private final PageUsers users;
  private final String url;

  public Page(
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
      Optional<Api> api) {
    super(scope, id);
    // One role for all gateways of the account: the API's own block decides where there is one.
    boolean setLogRole = page.logRole() && configuration.api().isEmpty();
    gateway = new PageGateway(this, "Gateway", configuration, page, encryption, setLogRole);
    api.flatMap(Api::logRole).ifPresent(gateway::logAfter);
    url = gateway.url(configuration);
    users = new PageUsers(this, "SignIn", configuration, page, url);
    function =
        new PageFunction(
            this,
            "Function",
            configuration,
            page,
            assets,
            encryption,
            intake,
            results,
            analyzer,
            quotaTable,
            api,
            users);
    gateway.serve(function.live(), users);
    List<String> origins = new ArrayList<>(List.of(gateway.origin(configuration)));
    origins.addAll(page.origins());
    // Of an existing bucket it is set by its owner.
    if (intake.bucket() instanceof Bucket own) {
      own.addCorsRule(
          CorsRule.builder()
              .id("page")
              .allowedOrigins(origins)
              .allowedMethods(List.of(HttpMethods.GET, HttpMethods.HEAD, HttpMethods.POST))
              .allowedHeaders(List.of("*"))
              .exposedHeaders(List.of("ETag"))
              .maxAge(PREFLIGHT_SECONDS)
              .build());
    }
    results
        .answers()
        .addLifecycleRule(
            LifecycleRule.builder()
                .id("expire-previews")
                .prefix(PageSettings.PREVIEWS)
                .expiration(Duration.days(PREVIEW_DAYS))
                .build());
  }

  public RestApi gateway() {
    return gateway.api();
  }

  public Function function() {
    return function.function();
  }

  /** Where users find it; ends in a slash. */
  public String url() {
    return url;
  }

  public String poolId() {
    return users.pool().getUserPoolId();
  }

  public String clientId() {
    return users.clientId();
  }
}
