package io.fanlens.local.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.secrets.SecretStore.Secret;
import io.fanlens.local.secrets.SecretStore.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The part of AWS Secrets Manager's API that reads a value and puts a new one. */
public final class SecretsHandler extends Handler.Abstract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CURRENT = "AWSCURRENT";
  private static final String PREVIOUS = "AWSPREVIOUS";

  private final SecretStore secrets;

  public SecretsHandler(SecretStore secrets) {
    this.secrets = secrets;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String target = Optional.ofNullable(request.getHeaders().get("X-Amz-Target")).orElse("");
    String text = Content.Source.asString(request, StandardCharsets.UTF_8);
    Optional<JsonNode> body = json(text);
    if (body.isEmpty()) {
      error(response, callback, "SerializationException", "The request body is not JSON.");
      return true;
    }
    switch (target.substring(target.indexOf('.') + 1)) {
      case "GetSecretValue" -> get(body.get(), response, callback);
      case "PutSecretValue" -> put(body.get(), response, callback);
      default ->
          error(
              response,
              callback,
              "UnknownOperationException",
              "The local cloud supports only GetSecretValue and PutSecretValue of Secrets"
                  + " Manager.");
    }
    return true;
  }

  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void get(JsonNode request, Response response, Callback callback) {
    Optional<Secret> secret = secrets.find(request.path("SecretId").asText());
    if (secret.isEmpty()) {
      missing(response, callback, "");
      return;
    }
    String id = request.path("VersionId").asText("");
    String stage = request.path("VersionStage").asText("");
    for (String each : new String[] {CURRENT, PREVIOUS}) {
      Optional<Version> version = version(secret.get(), each);
      boolean wanted = stage.isEmpty() ? !id.isEmpty() || each.equals(CURRENT) : stage.equals(each);
      if (wanted && version.filter(v -> id.isEmpty() || v.id().equals(id)).isPresent()) {
        ObjectNode answer = described(secret.get(), version.get(), each);
        answer.put("SecretString", version.get().text());
        answer.put("CreatedDate", version.get().createdAt().toEpochMilli() / 1_000.0);
        send(response, callback, 200, answer);
        return;
      }
    }
    missing(
        response,
        callback,
        id.isEmpty()
            ? " value for staging label: " + (stage.isEmpty() ? CURRENT : stage)
            : " value for VersionId: " + id);
  }

  private static Optional<Version> version(Secret secret, String stage) {
    return stage.equals(CURRENT) ? Optional.of(secret.current()) : secret.previous();
  }

  private void put(JsonNode request, Response response, Callback callback) {
    if (!request.path("SecretString").isTextual()) {
      error(response, callback, "InvalidRequestException", "You must provide SecretString.");
      return;
    }
    secrets
        .put(request.path("SecretId").asText(), request.path("SecretString").asText())
        .ifPresentOrElse(
            secret -> send(response, callback, 200, described(secret, secret.current(), CURRENT)),
            () -> missing(response, callback, ""));
  }

  private static ObjectNode described(Secret secret, Version version, String stage) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("ARN", secret.arn());
    answer.put("Name", secret.name());
    answer.put("VersionId", version.id());
    answer.putArray("VersionStages").add(stage);
    return answer;
  }

  private static void missing(Response response, Callback callback, String what) {
    error(
        response,
        callback,
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret" + what + ".");
  }

  private static void error(Response response, Callback callback, String type, String sentence) {
    send(
        response,
        callback,
        400,
        JSON.createObjectNode().put("__type", type).put("Message", sentence));
  }

  private static void send(Response response, Callback callback, int status, ObjectNode body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.1");
    Content.Sink.write(response, true, body.toString(), callback);
  }
}
