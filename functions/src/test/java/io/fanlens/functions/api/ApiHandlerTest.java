package io.fanlens.functions.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.access.CallLimit;
import io.fanlens.functions.FakeContext;
import io.fanlens.functions.metrics.ApiMetrics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever the gateway hands on is answered in its form, and nothing of it is printed. */
class ApiHandlerTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
  private final FakeDoorsteps api =
      new FakeDoorsteps(
          CallLimit.NONE,
          (operation, picture, target) -> {
            throw new IllegalStateException("unexpected");
          });

  @Test
  void shouldAnswerEventsThatAreNone() throws Exception {
    for (String event : List.of("", "{", "7", "null", "[[[[", "{\"httpMethod\":[]}", "{\"a\":")) {
      JsonNode response = handle(event.getBytes(UTF_8));

      assertEquals(400, response.path("statusCode").asInt(), event);
      assertFalse(response.path("body").asText().contains("\tat "), event);
    }
  }

  @Test
  void shouldPrintNeitherKeysNorSecretsNorAddressesNorPictures() throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      for (String authorization :
          List.of(
              "Basic "
                  + Base64.getEncoder()
                      .encodeToString((FakeDoorsteps.KEY + ":TOPSECRET").getBytes(UTF_8)),
              "AWS4-HMAC-SHA256 Credential=AKIATOPSECRET/20261127/x/rekognition/aws4_request,"
                  + " SignedHeaders=host, Signature=TOPSECRET")) {
        for (String resource : List.of("/", "/v1/{operation}")) {
          api.away = true;
          handle(event(resource, authorization));
        }
      }
    } finally {
      System.setOut(out);
    }
    String all = printed.toString(UTF_8) + metrics.toString(UTF_8);
    for (String secret :
        List.of("TOPSECRET", FakeDoorsteps.KEY, FakeDoorsteps.SECRET, "192.0.2.77", "cGljdHVyZQ")) {
      assertFalse(all.contains(secret), () -> secret + " in " + all);
    }
  }

  private static byte[] event(String resource, String authorization) throws IOException {
    ObjectNode event = JSON.createObjectNode();
    event.put("httpMethod", "POST").put("resource", resource).put("body", "cGljdHVyZQ");
    event.withObjectProperty("headers").put("Authorization", authorization);
    event.withObjectProperty("pathParameters").put("operation", "DetectFaces");
    ObjectNode context = event.withObjectProperty("requestContext");
    context.put("path", "/prod/").put("domainName", "x.example").put("requestId", "r-3");
    context.withObjectProperty("identity").put("sourceIp", "192.0.2.77");
    return JSON.writeValueAsBytes(event);
  }

  private JsonNode handle(byte[] event) throws IOException {
    ApiMetrics counts =
        new ApiMetrics("stack", () -> FakeDoorsteps.NOW, new PrintStream(metrics, true, UTF_8));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new ApiHandler(() -> api.parts(counts))
        .handleRequest(new ByteArrayInputStream(event), output, new FakeContext(600_000));
    return JSON.readTree(output.toByteArray());
  }
}
