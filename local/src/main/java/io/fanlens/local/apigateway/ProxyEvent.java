package io.fanlens.local.apigateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request as the function sees it.
 *
 * @param domain that the client called
 * @param resource that matched
 * @param claims of the token that the authorizer checked; empty where there is none
 * @param path without the stage
 * @param fullPath with the stage, as the client signed it
 * @param query as sent; empty when there is none
 */
record ProxyEvent(
    RestApiSpec api,
    String domain,
    String stage,
    String httpMethod,
    ResourcePath resource,
    Map<String, String> pathParameters,
    Optional<Map<String, String>> claims,
    String path,
    String fullPath,
    String query,
    List<Map.Entry<String, String>> headers,
    String sourceIp,
    String requestId,
    Instant at) {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final DateTimeFormatter REQUEST_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Headers of the connection, and the length, which the gateway keeps to itself. */
  private static final Set<String> DROPPED =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  String json(byte[] body, boolean binary) {
    ObjectNode event = NODES.objectNode();
    event.put("resource", resource.toString());
    event.put("path", path);
    event.put("httpMethod", httpMethod);
    multi(event, "headers", "multiValueHeaders", sent());
    multi(event, "queryStringParameters", "multiValueQueryStringParameters", parameters(query));
    if (pathParameters.isEmpty()) {
      event.putNull("pathParameters");
    } else {
      ObjectNode parameters = event.putObject("pathParameters");
      pathParameters.forEach(parameters::put);
    }
    event.putNull("stageVariables");
    event.set("requestContext", context());
    if (body.length == 0) {
      event.putNull("body");
    } else {
      event.put(
          "body",
          binary
              ? Base64.getEncoder().encodeToString(body)
              : new String(body, StandardCharsets.UTF_8));
    }
    event.put("isBase64Encoded", binary && body.length > 0);
    return event.toString();
  }

  private List<Map.Entry<String, String>> sent() {
    List<Map.Entry<String, String>> all =
        new ArrayList<>(
            headers.stream()
                .filter(one -> !DROPPED.contains(one.getKey().toLowerCase(Locale.ROOT)))
                .toList());
    all.add(Map.entry("X-Amzn-Trace-Id", "Root=1-0-" + requestId.replace("-", "")));
    all.add(Map.entry("X-Forwarded-For", sourceIp));
    all.add(Map.entry("X-Forwarded-Port", domain.substring(domain.lastIndexOf(':') + 1)));
    all.add(Map.entry("X-Forwarded-Proto", "http"));
    return all;
  }

  private static List<Map.Entry<String, String>> parameters(String query) {
    return query.isEmpty()
        ? List.of()
        : Arrays.stream(query.split("&", -1))
            .filter(one -> !one.isEmpty())
            .map(one -> one.split("=", 2))
            .map(one -> Map.entry(decoded(one[0]), one.length < 2 ? "" : decoded(one[1])))
            .toList();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The last value by name, and all of them. */
  private static void multi(
      ObjectNode event, String single, String several, List<Map.Entry<String, String>> values) {
    if (values.isEmpty()) {
      event.putNull(single);
      event.putNull(several);
      return;
    }
    ObjectNode last = event.putObject(single);
    ObjectNode all = event.putObject(several);
    for (Map.Entry<String, String> one : values) {
      last.put(one.getKey(), one.getValue());
      all.withArray("/" + one.getKey().replace("~", "~0").replace("/", "~1")).add(one.getValue());
    }
  }

  private ObjectNode context() {
    ObjectNode context = NODES.objectNode();
    context.put("resourceId", resource.toString());
    context.put("resourcePath", resource.toString());
    context.put("httpMethod", httpMethod);
    context.put("extendedRequestId", requestId);
    context.put("requestTime", REQUEST_TIME.format(at));
    context.put("path", fullPath);
    context.put("accountId", api.account());
    context.put("protocol", "HTTP/1.1");
    context.put("stage", stage);
    context.put("domainPrefix", api.id());
    context.put("requestTimeEpoch", at.toEpochMilli());
    context.put("requestId", requestId);
    ObjectNode identity = context.putObject("identity");
    identity.put("sourceIp", sourceIp);
    identity.put(
        "userAgent",
        headers.stream()
            .filter(one -> one.getKey().equalsIgnoreCase("user-agent"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null));
    claims.ifPresent(
        all -> {
          ObjectNode given = context.putObject("authorizer").putObject("claims");
          all.forEach(given::put);
        });
    context.put("domainName", domain);
    context.put("deploymentId", "local");
    context.put("apiId", api.id());
    return context;
  }
}
