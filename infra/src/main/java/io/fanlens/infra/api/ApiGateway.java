package io.fanlens.infra.api;

import io.fanlens.infra.security.EncryptedLog;
import io.fanlens.infra.security.Encryption;
import io.fanlens.stage.configuration.ApiConfiguration;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LambdaIntegrationOptions;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.Resource;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The REST API before the function: {@code POST /} for the SDKs' protocol, {@code /v1/OPERATION}
 * for plain HTTP. The function itself checks who calls, since keys are its own.
 */
public final class ApiGateway extends Construct {

  private static final String STAGE = "prod";

  /**
   * What arrives as base64. The protocol's JSON must not, so that larger pictures fit; the form is
   * what curl calls a body unless it is told otherwise.
   */
  private static final List<String> BINARY =
      List.of(
          "image/*",
          "application/octet-stream",
          "application/x-www-form-urlencoded",
          "multipart/form-data");

  /** No header, no query and no path as it was sent: any of them could hold a secret. */
  private static final String LOGGED =
      "\"requestId\":\"$context.requestId\",\"time\":\"$context.requestTime\","
          + "\"method\":\"$context.httpMethod\",\"resource\":\"$context.resourcePath\","
          + "\"status\":\"$context.status\",\"bytes\":\"$context.responseLength\","
          + "\"millis\":\"$context.responseLatency\","
          + "\"functionMillis\":\"$context.integrationLatency\","
          + "\"error\":\"$context.error.responseType\"";

  private static final String ADDRESS = ",\"address\":\"$context.identity.sourceIp\"";

  private final RestApi api;

  /**
   * The gateway with its methods.
   *
   * @param pictures the bucket that larger pictures are uploaded to
   */
  ApiGateway(
      Construct scope,
      String id,
      StageConfiguration configuration,
      ApiConfiguration settings,
      Encryption encryption,
      String pictures,
      ApiFunction function) {
    super(scope, id);
    LogGroup log = EncryptedLog.create(this, "Log", "ApiAccessLog", configuration, encryption);
    api =
        RestApi.Builder.create(this, "Api")
            .restApiName(configuration.stackName())
            .description("Amazon Rekognition's image operations with the quotas of many Regions")
            .endpointTypes(List.of(EndpointType.REGIONAL))
            .binaryMediaTypes(BINARY)
            .cloudWatchRole(settings.logRole())
            // Other APIs of the account may log by it by the time this stack is deleted.
            .cloudWatchRoleRemovalPolicy(settings.logRole() ? RemovalPolicy.RETAIN : null)
            .deployOptions(
                StageOptions.builder()
                    .stageName(STAGE)
                    .throttlingRateLimit(settings.requestsPerSecond())
                    .throttlingBurstLimit(settings.burst())
                    // Such logs have every header, and with it the callers' keys.
                    .loggingLevel(MethodLoggingLevel.OFF)
                    .dataTraceEnabled(false)
                    .accessLogDestination(new LogGroupLogDestination(log))
                    .accessLogFormat(
                        AccessLogFormat.custom(
                            "{%s%s}".formatted(LOGGED, settings.logAddresses() ? ADDRESS : "")))
                    .build())
            .build();
    // The stack has an output of its own.
    api.getNode().tryRemoveChild("Endpoint");
    LambdaIntegration integration =
        new LambdaIntegration(
            function.live(),
            LambdaIntegrationOptions.builder()
                .allowTestInvoke(false)
                .timeout(Duration.seconds(ApiConfiguration.TIMEOUT_SECONDS))
                .build());
    MethodOptions open = MethodOptions.builder().authorizationType(AuthorizationType.NONE).build();
    api.getRoot().addMethod("POST", integration, open);
    Resource operation = api.getRoot().addResource("v1").addResource("{operation}");
    operation.addMethod("POST", integration, open);
    operation.addMethod("OPTIONS", integration, open);
    Map<String, String> forPages = forPages(settings.cors());
    Map<String, String> throttled = new TreeMap<>(forPages);
    throttled.put("Retry-After", "'1'");
    // By its type an SDK knows that it may try again.
    api.addGatewayResponse(
        "Throttled",
        GatewayResponseOptions.builder()
            .type(ResponseType.THROTTLED)
            .responseHeaders(throttled)
            .templates(
                Map.of(
                    "application/json",
                    "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}"))
            .build());
    // Amazon takes no response for REQUEST_TOO_LARGE alone. For both doors at once: SDKs read the
    // first two members, and the others are problem details.
    String wayOut =
        "The gateway refused this request ($context.error.responseType). A call is a POST to / or"
            + " to /v1/OPERATION with about 4.5 MB of picture; upload larger pictures to the bucket"
            + " %s and name them as S3Object, up to 50 MB each.".formatted(pictures);
    api.addGatewayResponse(
        "Refused",
        GatewayResponseOptions.builder()
            .type(ResponseType.DEFAULT_4_XX)
            .responseHeaders(forPages.isEmpty() ? null : forPages)
            .templates(
                Map.of(
                    "application/json",
                    """
                    {"__type":"%1$s","message":"%2$s","type":"about:blank","title":"%1$s",\
                    "detail":"%2$s"}\
                    """
                        .formatted("$context.error.responseType", wayOut)))
            .build());
    if (!forPages.isEmpty()) {
      api.addGatewayResponse(
          "Failed",
          GatewayResponseOptions.builder()
              .type(ResponseType.DEFAULT_5_XX)
              .responseHeaders(forPages)
              .build());
    }
  }

  /** A page of another origin reads the gateway's own errors only with these headers. */
  private static Map<String, String> forPages(List<String> origins) {
    if (origins.isEmpty()) {
      return Map.of();
    }
    // A header has one value; what the gateway says by itself is nobody's secret.
    String origin = origins.size() == 1 ? origins.getFirst() : "*";
    return Map.of(
        "Access-Control-Allow-Origin",
        "'%s'".formatted(origin),
        "Access-Control-Expose-Headers",
        "'Retry-After'");
  }

  RestApi api() {
    return api;
  }
}
