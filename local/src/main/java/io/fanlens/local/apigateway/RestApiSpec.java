package io.fanlens.local.apigateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A REST API of the template.
 *
 * @param binaryMediaTypes of bodies that reach the function in base64
 * @param minimumCompressionSize of answers that are compressed for those who accept it, in bytes
 * @param responses in place of the gateway's own
 */
public record RestApiSpec(
    String id,
    String region,
    String account,
    List<String> binaryMediaTypes,
    Optional<Integer> minimumCompressionSize,
    List<Stage> stages,
    List<Method> methods,
    GatewayResponses responses) {

  /**
   * A stage, which is the first part of the path.
   *
   * @param requestsPerSecond of the throttle
   * @param burst requests at once
   */
  public record Stage(String name, double requestsPerSecond, int burst) {}

  /**
   * A method and its function.
   *
   * @param httpMethod or {@code ANY}
   * @param path of its resource, such as <code>/v1/{operation}</code>
   * @param functionArn with the alias, if it has one
   * @param timeout of the integration
   * @param authorizer empty where everybody may call it
   */
  public record Method(
      String httpMethod,
      ResourcePath path,
      String functionArn,
      Duration timeout,
      Optional<TokenAuthorizer> authorizer) {}

  public RestApiSpec {
    binaryMediaTypes = List.copyOf(binaryMediaTypes);
    stages = List.copyOf(stages);
    methods = List.copyOf(methods);
  }

  /** The address that the template's outputs name. */
  public String address() {
    return address(id, region);
  }

  public static String address(String id, String region) {
    return "https://%s.execute-api.%s.amazonaws.com".formatted(id, region);
  }

  String sourceArn(String stage, String httpMethod, String path) {
    return "arn:aws:execute-api:%s:%s:%s/%s/%s%s"
        .formatted(region, account, id, stage, httpMethod, path);
  }
}
