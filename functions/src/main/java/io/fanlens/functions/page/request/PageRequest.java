package io.fanlens.functions.page.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * An event of the gateway. What it prints names a resource of the gateway, never what was asked
 * for.
 *
 * @param method of HTTP
 * @param resource of the gateway, such as {@code /api/pictures} or {@code /{file}}
 * @param file that was asked for, where the resource is one for files
 * @param path with the gateway's stage, as the browser sent it
 * @param isSecure whether the browser came by HTTPS
 * @param claims of the token that the gateway has checked; empty without one
 * @param parameters of the query
 * @param body as it was sent
 */
public record PageRequest(
    String method,
    String resource,
    String file,
    String path,
    boolean isSecure,
    Map<String, String> claims,
    Map<String, String> parameters,
    String body) {

  private static final String API = "/api/";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Whatever is missing is empty: then no route is found, or nobody signed in. */
  public static PageRequest of(JsonNode event) throws PageException {
    JsonNode context = event.path("requestContext");
    JsonNode file = event.path("pathParameters").path("file");
    String resource = event.path("resource").asText("");
    return new PageRequest(
        event.path("httpMethod").asText(""),
        resource,
        file.isTextual() ? file.asText() : resource.replaceFirst("^/", ""),
        context.path("path").asText(event.path("path").asText("")),
        isSecure(event.path("headers")),
        texts(context.path("authorizer").path("claims")),
        texts(event.path("queryStringParameters")),
        body(event));
  }

  public boolean isApi() {
    return resource.startsWith(API);
  }

  /**
   * What is asked of the API.
   *
   * @throws PageException when the body is no JSON object
   */
  public PageCall call() throws PageException {
    return new PageCall(
        method + " " + resource.substring(API.length()),
        parameters,
        body.isEmpty() ? JsonNodeFactory.instance.objectNode() : object(body));
  }

  private static JsonNode object(String body) throws PageException {
    try {
      JsonNode read = JSON.readTree(body);
      if (read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException e) {
      // Its text quotes the body, so nothing of it is kept.
    }
    throw new PageException(PageProblem.BAD_REQUEST, "The body is no JSON object.");
  }

  private static boolean isSecure(JsonNode headers) {
    for (Map.Entry<String, JsonNode> header : headers.properties()) {
      if (header.getKey().equalsIgnoreCase("x-forwarded-proto")) {
        return header.getValue().asText("").equals("https");
      }
    }
    return false;
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      texts.put(entry.getKey(), entry.getValue().asText(""));
    }
    return texts;
  }

  private static String body(JsonNode event) throws PageException {
    String text = event.path("body").isNull() ? "" : event.path("body").asText("");
    if (!event.path("isBase64Encoded").asBoolean()) {
      return text;
    }
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new PageException(PageProblem.BAD_REQUEST, "The body cannot be decoded.");
    }
  }

  @Override
  public String toString() {
    return method + " " + resource;
  }
}
