package io.fanlens.local.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.gateway.Gateway;
import io.fanlens.local.gateway.RequestFilter;
import io.fanlens.local.gateway.Routes;
import io.fanlens.local.iam.RolePolicy;
import io.fanlens.local.iam.Roles;
import io.fanlens.local.template.Properties;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SecretsThroughGatewayTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ARN =
      "arn:aws:secretsmanager:eu-west-1:000000000000:secret:" + SecretArn.resource("Master");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Gateway gateway = Gateway.bind(0);
  private final Roles roles = new Roles("000000000000");
  private String reader;

  @BeforeEach
  void start() throws JsonProcessingException {
    SecretStore secrets = new SecretStore();
    secrets.create(
        "Master",
        ARN,
        new Properties(
            JSON.readTree(
                """
                {"GenerateSecretString": {"PasswordLength": 64, "ExcludePunctuation": true}}\
                """)));
    RolePolicy policy = new RolePolicy();
    policy.add(
        JSON.readTree(
            """
            {"Statement": [{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue",
              "Resource": "%s"}]}\
            """
                .formatted(ARN)));
    reader = roles.admit("arn:aws:iam::000000000000:role/Reader", policy);
    gateway.start(
        new Routes(
            Map.of(),
            Map.of("secretsmanager", new SecretsHandler(secrets)),
            new Handler.Abstract() {
              @Override
              public boolean handle(Request request, Response response, Callback callback) {
                return false;
              }
            },
            RequestFilter.NONE,
            roles));
  }

  @AfterEach
  void close() {
    gateway.close();
    http.close();
  }

  @Test
  void shouldGiveTheCurrentValueByNameByArnAndWithoutTheSuffix() throws Exception {
    JsonNode byArn = get("user", ARN, "AWSCURRENT");

    assertTrue(byArn.path("SecretString").asText().matches("[a-zA-Z0-9]{64}"), byArn.toString());
    assertEquals(ARN, byArn.path("ARN").asText());
    assertEquals("AWSCURRENT", byArn.at("/VersionStages/0").asText());
    assertEquals(byArn, get("user", "Master", ""));
    assertEquals(byArn, get("user", ARN.substring(0, ARN.lastIndexOf('-')), ""));
  }

  @Test
  void shouldHaveAPreviousValueOnceANewOneWasPut() throws Exception {
    JsonNode first = get("user", ARN, "AWSCURRENT");
    assertEquals(
        "ResourceNotFoundException", get("user", ARN, "AWSPREVIOUS").path("__type").asText());

    call("user", "PutSecretValue", "{\"SecretId\": \"Master\", \"SecretString\": \"new\"}");

    JsonNode previous = get("user", ARN, "AWSPREVIOUS");
    assertEquals("new", get("user", ARN, "AWSCURRENT").path("SecretString").asText());
    assertEquals(first.path("SecretString"), previous.path("SecretString"));
    assertEquals(first.path("VersionId"), previous.path("VersionId"));
    assertNotEquals(first.path("VersionId"), get("user", ARN, "AWSCURRENT").path("VersionId"));
  }

  @Test
  void shouldDenyWhatTheRoleDoesNotAllow() throws Exception {
    assertTrue(get(reader, ARN, "").has("SecretString"));
    assertTrue(get(reader, "Master", "").has("SecretString"));
    assertEquals("AccessDeniedException", get(reader, "Other", "").path("__type").asText());
    assertEquals(
        "AccessDeniedException",
        call(reader, "PutSecretValue", "{\"SecretId\": \"Master\", \"SecretString\": \"new\"}")
            .path("__type")
            .asText());
    assertEquals(2, roles.refused().size());
  }

  @Test
  void shouldNameWhatItDoesNotKnow() throws Exception {
    assertEquals("ResourceNotFoundException", get("user", "Other", "").path("__type").asText());
    assertEquals(
        "UnknownOperationException", call("user", "ListSecrets", "{}").path("__type").asText());
    assertEquals(
        "SerializationException", call("user", "GetSecretValue", "{").path("__type").asText());
  }

  private JsonNode get(String key, String secret, String stage) throws Exception {
    String version = stage.isEmpty() ? "" : ", \"VersionStage\": \"" + stage + "\"";
    return call(key, "GetSecretValue", "{\"SecretId\": \"" + secret + "\"" + version + "}");
  }

  private JsonNode call(String key, String action, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.endpoint())
            .header("X-Amz-Target", "secretsmanager." + action)
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=%s/20260101/eu-west-1/secretsmanager/aws4_request, Signature=0"
                    .formatted(key))
            .POST(BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }
}
