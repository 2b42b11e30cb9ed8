package io.fanlens.local.apigateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a function's answer to a proxy event. What is not one ends as 502, as on AWS. */
final class ProxyAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> FIELDS =
      Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

  /** Headers that the gateway sets itself; the function's arrive under another name. */
  private static final Set<String> REMAPPED =
      Set.of(
          "authorization",
          "connection",
          "content-length",
          "date",
          "server",
          "www-authenticate",
          "x-amzn-requestid");

  private ProxyAnswer() {}

  /**
   * Reads an answer.
   *
   * @param decode whether the client's Accept names a binary type: otherwise base64 stays base64
   * @return empty when malformed
   */
  static Optional<GatewayAnswer> read(String payload, boolean decode) {
    JsonNode answer;
    try {
      answer = JSON.readTree(payload);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    int status = answer.path("statusCode").asInt(0);
    JsonNode body = answer.path("body");
    if (!answer.isObject()
        || status < 100
        || status > 599
        || !(body.isTextual() || body.isNull() || body.isMissingNode())
        || !answer.properties().stream().allMatch(field -> FIELDS.contains(field.getKey()))) {
      return Optional.empty();
    }
    return headers(answer)
        .flatMap(
            headers ->
                body(body.asText(""), decode && answer.path("isBase64Encoded").asBoolean())
                    .map(bytes -> new GatewayAnswer(status, headers, ByteBuffer.wrap(bytes))));
  }

  private static Optional<byte[]> body(String text, boolean decode) {
    try {
      return Optional.of(
          decode ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<List<Map.Entry<String, String>>> headers(JsonNode answer) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    JsonNode several = answer.path("multiValueHeaders");
    for (Map.Entry<String, JsonNode> one : answer.path("headers").properties()) {
      if (!several.has(one.getKey()) && !add(headers, one.getKey(), one.getValue())) {
        return Optional.empty();
      }
    }
    for (Map.Entry<String, JsonNode> one : several.properties()) {
      for (JsonNode value : one.getValue()) {
        if (!add(headers, one.getKey(), value)) {
          return Optional.empty();
        }
      }
    }
    if (headers.stream().noneMatch(one -> one.getKey().equalsIgnoreCase("content-type"))) {
      headers.add(Map.entry("Content-Type", "application/json"));
    }
    return Optional.of(headers);
  }

  private static boolean add(List<Map.Entry<String, String>> headers, String name, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      return false;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (!lower.equals("transfer-encoding")) {
      headers.add(
          Map.entry(REMAPPED.contains(lower) ? "x-amzn-Remapped-" + name : name, value.asText()));
    }
    return true;
  }
}
