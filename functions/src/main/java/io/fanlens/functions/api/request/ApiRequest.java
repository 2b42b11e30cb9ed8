package io.fanlens.functions.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as the gateway hands it on. It prints no header, no parameter and no byte of its body:
 * clients may send real AWS credentials by mistake.
 *
 * @param resource of the gateway that it came by
 * @param operation named by the path, at the plain door
 * @param path with the stage, as the client signed it
 * @param domainName of the API, which must be the host that the client signed
 * @param headers by names in lower case
 * @param parameters of the query
 * @param sourceIp of the client
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ApiRequest(
    String method,
    String resource,
    String operation,
    String path,
    String domainName,
    Map<String, List<String>> headers,
    Map<String, List<String>> parameters,
    byte[] body,
    String sourceIp,
    String id) {

  private static final int MOST_HEADERS = 200;

  /**
   * Reads an event.
   *
   * @throws ApiException when it is none of a REST API, or its body is not what it says
   */
  public static ApiRequest of(JsonNode event) throws ApiException {
    JsonNode context = event.path("requestContext");
    Map<String, List<String>> headers =
        lists(event.path("multiValueHeaders"), event.path("headers"), true);
    if (headers.size() > MOST_HEADERS) {
      throw new ApiException(
          ApiProblem.UNREADABLE,
          "The request has %d headers; at most %d are read."
              .formatted(headers.size(), MOST_HEADERS));
    }
    return new ApiRequest(
        event.path("httpMethod").asText(""),
        event.path("resource").asText(""),
        event.path("pathParameters").path("operation").asText(""),
        context.path("path").asText(event.path("path").asText("")),
        context.path("domainName").asText(""),
        headers,
        lists(
            event.path("multiValueQueryStringParameters"),
            event.path("queryStringParameters"),
            false),
        body(event),
        context.path("identity").path("sourceIp").asText(""),
        context.path("requestId").asText(""));
  }

  private static byte[] body(JsonNode event) throws ApiException {
    String text = event.path("body").asText("");
    if (event.path("body").isNull()) {
      return new byte[0];
    }
    if (!event.path("isBase64Encoded").asBoolean()) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new ApiException(ApiProblem.UNREADABLE, "The request's body cannot be decoded.");
    }
  }

  private static Map<String, List<String>> lists(JsonNode multi, JsonNode single, boolean lower) {
    Map<String, List<String>> read = new HashMap<>();
    JsonNode from = multi.isObject() ? multi : single;
    from.properties()
        .forEach(
            entry -> {
              String name = lower ? entry.getKey().toLowerCase(Locale.ROOT) : entry.getKey();
              List<String> values = read.computeIfAbsent(name, key -> new ArrayList<>());
              if (entry.getValue().isArray()) {
                entry.getValue().forEach(value -> values.add(value.asText("")));
              } else {
                values.add(entry.getValue().asText(""));
              }
            });
    return read;
  }

  public boolean has(String header) {
    return headers.containsKey(header);
  }

  /** The header's only value; empty where there is none, or more than one. */
  public String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? values.getFirst() : "";
  }

  @Override
  public String toString() {
    return "request " + id;
  }
}
