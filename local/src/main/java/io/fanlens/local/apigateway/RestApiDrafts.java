package io.fanlens.local.apigateway;

import io.fanlens.local.template.Properties;
import io.fanlens.local.template.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects the resources of the template's REST APIs, and rejects what AWS rejects. */
public final class RestApiDrafts {
  /** Of an account, and so of a stage that has none of its own. */
  private static final double DEFAULT_RATE = 10_000;

  private static final int DEFAULT_BURST = 5_000;
  private static final int MIN_TIMEOUT_MILLIS = 50;
  private static final int MAX_TIMEOUT_MILLIS = 29_000;
  private static final Pattern FUNCTION =
      Pattern.compile(
          "arn:[^:]+:apigateway:[^:]+:lambda:path/2015-03-31/functions/(.+)/invocations");
  private static final Pattern PART =
      Pattern.compile("[a-zA-Z0-9._\\-:]+|\\{[a-zA-Z0-9._\\-]+\\+?\\}");

  private static final String REQUEST_HEADER = "method.request.header.";
  private static final String RESPONSE_HEADER = "gatewayresponse.header.";
  private static final Pattern MAPPED =
      Pattern.compile("(method\\.request\\.header|context)(\\.[A-Za-z0-9_-]+)+");
  private static final Set<String> RESPONSE_TYPES =
      Set.of(
          "ACCESS_DENIED",
          "API_CONFIGURATION_ERROR",
          "AUTHORIZER_CONFIGURATION_ERROR",
          "AUTHORIZER_FAILURE",
          "BAD_REQUEST_BODY",
          "BAD_REQUEST_PARAMETERS",
          "DEFAULT_4XX",
          "DEFAULT_5XX",
          "EXPIRED_TOKEN",
          "INTEGRATION_FAILURE",
          "INTEGRATION_TIMEOUT",
          "INVALID_API_KEY",
          "INVALID_SIGNATURE",
          "MISSING_AUTHENTICATION_TOKEN",
          "QUOTA_EXCEEDED",
          "REQUEST_TOO_LARGE",
          "RESOURCE_NOT_FOUND",
          "THROTTLED",
          "UNAUTHORIZED",
          "UNSUPPORTED_MEDIA_TYPE",
          "WAF_FILTERED");

  private final Map<String, Draft> apis = new LinkedHashMap<>();
  private final Map<String, Authorizer> authorizers = new HashMap<>();
  private final Map<String, String> apiByDeployment = new HashMap<>();

  private record Authorizer(String header, List<String> poolArns) {}

  private static final class Draft {
    final List<String> binaryMediaTypes;
    final Optional<Integer> minimumCompressionSize;
    final Map<String, ResourcePath> paths = new HashMap<>();
    final List<RestApiSpec.Stage> stages = new ArrayList<>();
    final List<RestApiSpec.Method> methods = new ArrayList<>();
    final Map<String, GatewayResponses.Changed> responses = new HashMap<>();

    Draft(List<String> binaryMediaTypes, Optional<Integer> minimumCompressionSize) {
      this.binaryMediaTypes = List.copyOf(binaryMediaTypes);
      this.minimumCompressionSize = minimumCompressionSize;
    }
  }

  /**
   * AWS::ApiGateway::RestApi.
   *
   * @param rootId of its root resource
   */
  public void api(String id, String rootId, Properties properties) {
    properties.required("Name");
    properties.raw("Description");
    // Regional or not, and who may change it, is the same to a caller on this machine.
    properties.raw("EndpointConfiguration");
    Draft draft =
        new Draft(
            properties.texts("BinaryMediaTypes"), properties.number("MinimumCompressionSize"));
    draft.paths.put(rootId, ResourcePath.ROOT);
    apis.put(id, draft);
  }

  /** AWS::ApiGateway::Resource. */
  public void resource(String id, Properties properties) {
    Draft draft = of(properties);
    String part = properties.required("PathPart");
    if (!PART.matcher(part).matches()) {
      throw new TemplateException("PathPart '%s' is not allowed".formatted(part));
    }
    draft.paths.put(id, path(draft, properties.required("ParentId")).child(part));
  }

  /**
   * AWS::ApiGateway::Authorizer.
   *
   * @param unsupported is told of what has no effect here
   */
  public void authorizer(String id, Properties properties, Consumer<String> unsupported) {
    of(properties);
    properties.required("Name");
    // A token that ends is no longer good here at once.
    properties.raw("AuthorizerResultTtlInSeconds");
    String type = properties.required("Type");
    if (!type.equals("COGNITO_USER_POOLS")) {
      unsupported.accept("Authorizers of the type %s are not emulated".formatted(type));
      return;
    }
    String source = properties.required("IdentitySource");
    if (!source.startsWith(REQUEST_HEADER)) {
      throw new TemplateException("IdentitySource '%s' is no header".formatted(source));
    }
    List<String> pools = properties.texts("ProviderARNs");
    if (pools.isEmpty()) {
      throw new TemplateException("ProviderARNs is empty");
    }
    authorizers.put(id, new Authorizer(source.substring(REQUEST_HEADER.length()), pools));
  }

  /**
   * AWS::ApiGateway::Method.
   *
   * @param unsupported is told of what has no effect here
   * @return the ARN of the function that it invokes; empty when it is not a proxy's
   */
  public Optional<String> method(Properties properties, Consumer<String> unsupported) {
    Draft draft = of(properties);
    ResourcePath path = path(draft, properties.required("ResourceId"));
    String httpMethod = properties.required("HttpMethod");
    Optional<TokenAuthorizer> authorizer = Optional.empty();
    String authorization = properties.text("AuthorizationType").orElse("NONE");
    if (!authorization.equals("NONE")) {
      Authorizer known = authorizers.get(properties.text("AuthorizerId").orElse(""));
      if (known == null) {
        unsupported.accept(
            "Authorization of REST APIs by %s is not emulated, so these methods are missing"
                .formatted(authorization));
        return Optional.empty();
      }
      authorizer =
          Optional.of(
              new TokenAuthorizer(
                  known.header(), known.poolArns(), properties.texts("AuthorizationScopes")));
    }
    Optional<Properties> integration = properties.object("Integration");
    String type = integration.flatMap(one -> one.text("Type")).orElse("none");
    if (!type.equals("AWS_PROXY")) {
      unsupported.accept(
          "Integrations of the type %s are not emulated, so these methods are missing"
              .formatted(type));
      return Optional.empty();
    }
    // AWS invokes functions by POST, whatever the method.
    if (!integration.get().required("IntegrationHttpMethod").equals("POST")) {
      throw new TemplateException("Integration.IntegrationHttpMethod must be POST for a function");
    }
    Matcher uri = FUNCTION.matcher(integration.get().required("Uri"));
    if (!uri.matches()) {
      throw new TemplateException("Integration.Uri names no function");
    }
    int timeout = integration.get().number("TimeoutInMillis").orElse(MAX_TIMEOUT_MILLIS);
    if (timeout < MIN_TIMEOUT_MILLIS || timeout > MAX_TIMEOUT_MILLIS) {
      throw new TemplateException(
          "Integration.TimeoutInMillis is %d; AWS allows 50 to 29000".formatted(timeout));
    }
    draft.methods.add(
        new RestApiSpec.Method(
            httpMethod, path, uri.group(1), Duration.ofMillis(timeout), authorizer));
    return Optional.of(uri.group(1));
  }

  /** AWS::ApiGateway::Deployment. */
  public void deployment(String id, Properties properties) {
    String api = properties.required("RestApiId");
    properties.raw("Description");
    if (of(properties).methods.isEmpty()) {
      throw new TemplateException("the REST API doesn't contain any methods");
    }
    apiByDeployment.put(id, api);
  }

  /** AWS::ApiGateway::Stage. */
  public void stage(Properties properties) {
    Draft draft = of(properties);
    String deployment = properties.required("DeploymentId");
    if (!properties.required("RestApiId").equals(apiByDeployment.get(deployment))) {
      throw new TemplateException("DeploymentId is not a deployment of the REST API");
    }
    properties.raw("Description");
    double rate = DEFAULT_RATE;
    int burst = DEFAULT_BURST;
    for (Properties settings : properties.objects("MethodSettings")) {
      if (settings.text("HttpMethod").orElse("*").equals("*")
          && settings.text("ResourcePath").orElse("/*").equals("/*")) {
        rate = settings.text("ThrottlingRateLimit").map(Double::parseDouble).orElse(rate);
        burst = settings.number("ThrottlingBurstLimit").orElse(burst);
      }
    }
    draft.stages.add(new RestApiSpec.Stage(properties.required("StageName"), rate, burst));
  }

  /**
   * AWS::ApiGateway::GatewayResponse.
   *
   * @param unsupported is told of what has no effect here
   */
  public void gatewayResponse(Properties properties, Consumer<String> unsupported) {
    Draft draft = of(properties);
    String type = properties.required("ResponseType");
    if (!RESPONSE_TYPES.contains(type)) {
      throw new TemplateException("ResponseType %s does not exist".formatted(type));
    }
    if (type.equals("REQUEST_TOO_LARGE")) {
      unsupported.accept(
          "Gateway responses of the type REQUEST_TOO_LARGE have no effect, as on AWS");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    properties
        .textsByName("ResponseParameters")
        .forEach(
            (name, from) -> {
              if (!name.startsWith(RESPONSE_HEADER)
                  || !(GatewayResponses.isText(from) || MAPPED.matcher(from).matches())) {
                throw new TemplateException(
                    "ResponseParameters.%s is no header, or '%s' is neither a text in single"
                            .formatted(name, from)
                        + " quotes nor of the request");
              }
              headers.put(name.substring(RESPONSE_HEADER.length()), from);
            });
    GatewayResponses.Changed changed =
        new GatewayResponses.Changed(
            properties.number("StatusCode"), headers, properties.textsByName("ResponseTemplates"));
    if (draft.responses.put(type, changed) != null) {
      throw new TemplateException("there are two gateway responses of the type " + type);
    }
  }

  private Draft of(Properties properties) {
    Draft draft = apis.get(properties.required("RestApiId"));
    if (draft == null) {
      throw new TemplateException("RestApiId names no REST API of the template");
    }
    return draft;
  }

  private static ResourcePath path(Draft draft, String resourceId) {
    ResourcePath path = draft.paths.get(resourceId);
    if (path == null) {
      throw new TemplateException("%s is no resource of the REST API".formatted(resourceId));
    }
    return path;
  }

  /** The APIs, complete. */
  public List<RestApiSpec> specs(String region, String account) {
    return apis.entrySet().stream()
        .map(
            one ->
                new RestApiSpec(
                    one.getKey(),
                    region,
                    account,
                    one.getValue().binaryMediaTypes,
                    one.getValue().minimumCompressionSize,
                    one.getValue().stages,
                    one.getValue().methods,
                    new GatewayResponses(one.getValue().responses)))
        .toList();
  }
}
