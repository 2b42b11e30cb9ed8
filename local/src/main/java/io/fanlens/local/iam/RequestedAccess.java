package io.fanlens.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.gateway.QueryProtocol;
import io.fanlens.local.gateway.SignedRequest;
import io.fanlens.local.secrets.SecretArn;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Determines the IAM action and resource of a request. */
final class RequestedAccess {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Batch calls need the permission of the single action. */
  private static final Map<String, String> ACTIONS =
      Map.of(
          "sqs:SendMessageBatch", "sqs:SendMessage",
          "sqs:DeleteMessageBatch", "sqs:DeleteMessage",
          "sqs:ChangeMessageVisibilityBatch", "sqs:ChangeMessageVisibility");

  private final String account;

  RequestedAccess(String account) {
    this.account = account;
  }

  AccessRequest of(SignedRequest request) {
    return switch (request.service()) {
      case "s3" -> s3(request);
      case "dynamodb" -> new AccessRequest(action(request), table(request), request.region());
      case "sqs" -> new AccessRequest(action(request), queue(request), request.region());
      case "sts" -> assumed(request);
      case "secretsmanager" ->
          new AccessRequest(action(request), secret(request), request.region());
      default -> new AccessRequest(action(request), "*", request.region());
    };
  }

  private static String action(SignedRequest request) {
    String target = request.target();
    String action = request.service() + ":" + target.substring(target.indexOf('.') + 1);
    return ACTIONS.getOrDefault(action, action);
  }

  private String table(SignedRequest request) {
    JsonNode body = body(request);
    String name = body.path("TableName").asText("");
    if (request.target().startsWith("DynamoDBStreams")) {
      return stream(body);
    }
    if (name.isEmpty()) {
      JsonNode batch = body.path("RequestItems");
      if (batch.size() != 1) {
        return "*"; // several tables: not used by the functions, so no statement allows it
      }
      name = batch.fieldNames().next();
    }
    String table = name.startsWith("arn:") ? name : arn("dynamodb", request, "table/" + name);
    String index = body.path("IndexName").asText("");
    return index.isEmpty() ? table : table + "/index/" + index;
  }

  /** A shard iterator contains the stream's ARN, between bars. */
  private static String stream(JsonNode body) {
    String arn = body.path("StreamArn").asText("");
    for (String part : body.path("ShardIterator").asText("").split("\\|", -1)) {
      arn = part.startsWith("arn:") ? part : arn;
    }
    return arn.isEmpty() ? "*" : arn;
  }

  private static AccessRequest assumed(SignedRequest request) {
    Map<String, String> form = QueryProtocol.form(request.body());
    return new AccessRequest(
        "sts:" + form.getOrDefault("Action", ""),
        form.getOrDefault("RoleArn", "*"),
        request.region());
  }

  private String queue(SignedRequest request) {
    String url = body(request).path("QueueUrl").asText("");
    return arn("sqs", request, url.substring(url.lastIndexOf('/') + 1));
  }

  private String secret(SignedRequest request) {
    String id = body(request).path("SecretId").asText("");
    return id.startsWith("arn:")
        ? id
        : arn("secretsmanager", request, "secret:" + SecretArn.resource(id));
  }

  private String arn(String service, SignedRequest request, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, request.region(), account, resource);
  }

  private static AccessRequest s3(SignedRequest request) {
    String path = request.path().substring(1);
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    String key = slash < 0 ? "" : path.substring(slash + 1);
    String resource = "arn:aws:s3:::" + bucket + (key.isEmpty() ? "" : "/" + decoded(key));
    String version = request.query().contains("versionId=") ? "Version" : "";
    String action =
        switch (request.method()) {
          case "GET", "HEAD" -> key.isEmpty() ? "s3:ListBucket" : "s3:GetObject" + version;
          case "PUT", "POST" -> key.isEmpty() ? "s3:CreateBucket" : "s3:PutObject";
          case "DELETE" -> key.isEmpty() ? "s3:DeleteBucket" : "s3:DeleteObject" + version;
          default -> "s3:" + request.method();
        };
    return new AccessRequest(action, resource, request.region());
  }

  private static String decoded(String key) {
    return URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static JsonNode body(SignedRequest request) {
    try {
      return JSON.readTree(request.body());
    } catch (IOException e) {
      return JSON.createObjectNode(); // the service itself rejects a body that is not JSON
    }
  }
}
