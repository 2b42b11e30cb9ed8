package io.fanlens.infra.page;

import io.fanlens.infra.security.EncryptedLog;
import io.fanlens.infra.security.Encryption;
import io.fanlens.stage.configuration.ApiConfiguration;
import io.fanlens.stage.configuration.PageConfiguration;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.CognitoUserPoolsAuthorizer;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.IResource;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LambdaIntegrationOptions;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The REST API that serves the page and answers it. What anybody may read has no authorizer; below
 * {@code /api} the gateway lets in users of the pool only, by their access token.
 */
public final class PageGateway extends Construct {

  private static final String STAGE = "page";

  private static final int COMPRESSED_BYTES = 1_024;

  /** A method takes access tokens, not ID tokens, because it names a scope. */
  private static final List<String> SCOPES = List.of("openid");

  /** Each request that the page makes, by the last part of its path. */
  private static final Map<String, List<String>> METHODS =
      new TreeMap<>(
          Map.of(
              "live", List.of("GET"),
              "picture", List.of("GET", "DELETE"),
              "pictures", List.of("GET", "POST"),
              "previews", List.of("POST"),
              "redrive", List.of("POST"),
              "uploads", List.of("POST")));

  /** No query, no header, no address: keys of pictures are in the query, tokens in a header. */
  private static final String LOGGED =
      "{\"requestId\":\"$context.requestId\",\"time\":\"$context.requestTime\","
          + "\"method\":\"$context.httpMethod\",\"resource\":\"$context.resourcePath\","
          + "\"status\":\"$context.status\",\"bytes\":\"$context.responseLength\","
          + "\"millis\":\"$context.responseLatency\","
          + "\"functionMillis\":\"$context.integrationLatency\","
          + "\"error\":\"$context.error.responseType\"}";

  /** Of what the gateway answers by itself; the function sends its own. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "'no-store'",
          // A word without quotes: how the gateway reads quotes within a value is not documented.
          "Content-Security-Policy", "'sandbox'",
          "Referrer-Policy", "'no-referrer'",
          "Strict-Transport-Security", "'max-age=31536000'",
          "X-Content-Type-Options", "'nosniff'");

  private final RestApi api;

  /** The gateway without methods: its address is needed before there is a function. */
  PageGateway(
      Construct scope,
      String id,
      StageConfiguration configuration,
      PageConfiguration page,
      Encryption encryption,
      boolean setLogRole) {
    super(scope, id);
    LogGroup log = EncryptedLog.create(this, "Log", "PageAccessLog", configuration, encryption);
    api =
        RestApi.Builder.create(this, "Api")
            .restApiName(configuration.stackName() + "-page")
            .description("The page: sign in, upload pictures, see what is on them")
            .endpointTypes(List.of(EndpointType.REGIONAL))
            .minCompressionSize(Size.bytes(COMPRESSED_BYTES))
            .cloudWatchRole(setLogRole)
            // Other APIs of the account may log by it by the time this stack is deleted.
            .cloudWatchRoleRemovalPolicy(setLogRole ? RemovalPolicy.RETAIN : null)
            .deployOptions(
                StageOptions.builder()
                    .stageName(STAGE)
                    .throttlingRateLimit(page.requestsPerSecond())
                    .throttlingBurstLimit(page.burst())
                    // Such logs have every header, and with it the users' tokens.
                    .loggingLevel(MethodLoggingLevel.OFF)
                    .dataTraceEnabled(false)
                    .accessLogDestination(new LogGroupLogDestination(log))
                    .accessLogFormat(AccessLogFormat.custom(LOGGED))
                    .build())
            .build();
    // The stack has an output of its own.
    api.getNode().tryRemoveChild("Endpoint");
    answer("Throttled", ResponseType.THROTTLED, Map.of("Retry-After", "'1'"));
    answer("Refused", ResponseType.DEFAULT_4_XX, Map.of());
    answer("Failed", ResponseType.DEFAULT_5_XX, Map.of());
  }

  /** Adds the methods, once there is a function that answers them. */
  void serve(Alias function, PageUsers users) {
    LambdaIntegration integration =
        new LambdaIntegration(
            function,
            LambdaIntegrationOptions.builder()
                .allowTestInvoke(false)
                .timeout(Duration.seconds(ApiConfiguration.TIMEOUT_SECONDS))
                .build());
    MethodOptions open = MethodOptions.builder().authorizationType(AuthorizationType.NONE).build();
    api.getRoot().addMethod("GET", integration, open);
    api.getRoot().addResource("{file}").addMethod("GET", integration, open);
    MethodOptions signedIn =
        MethodOptions.builder()
            .authorizationType(AuthorizationType.COGNITO)
            .authorizer(
                CognitoUserPoolsAuthorizer.Builder.create(this, "Users")
                    .cognitoUserPools(List.of(users.pool()))
                    .build())
            .authorizationScopes(SCOPES)
            .build();
    IResource parent = api.getRoot().addResource("api");
    METHODS.forEach(
        (part, methods) -> {
          IResource resource = parent.addResource(part);
          methods.forEach(method -> resource.addMethod(method, integration, signedIn));
        });
  }

  private void answer(String id, ResponseType type, Map<String, String> more) {
    Map<String, String> headers = new TreeMap<>(HEADERS);
    headers.putAll(more);
    api.addGatewayResponse(
        id, GatewayResponseOptions.builder().type(type).responseHeaders(headers).build());
  }

  /** The stage logs by the account's role, which another gateway of the stack sets. */
  void logAfter(IDependable role) {
    api.getDeploymentStage().getNode().addDependency(role);
  }

  RestApi api() {
    return api;
  }

  /**
   * Where the page is from, as browsers name it. Written without the stage, which depends on the
   * function, and the function on the bucket and the pool that name this address.
   */
  String origin(StageConfiguration configuration) {
    return "https://%s.execute-api.%s.%s"
        .formatted(api.getRestApiId(), configuration.homeRegion(), Aws.URL_SUFFIX);
  }

  /** Ends in a slash. */
  String url(StageConfiguration configuration) {
    return "%s/%s/".formatted(origin(configuration), STAGE);
  }
}
