package io.fanlens.functions.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.functions.FakeAwsEndpoint;
import io.fanlens.functions.FakeContext;
import io.fanlens.functions.Priming.Step;
import io.fanlens.functions.TestSettings;
import io.fanlens.settings.PageSettings;
import io.fanlens.settings.PageSettings.SignIn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function as the gateway calls it, with the real adapters and services that are none. */
class PageHandlerTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String KEY = "web/ada-1/0-0/holiday of ada.jpg";

  static final PageSettings PAGE =
      new PageSettings(
          "pictures",
          "answers",
          null,
          "https://issuer.example/pool",
          "client",
          new SignIn(
              "https://login.example/a",
              "https://login.example/t",
              null,
              "https://login.example/o"),
          false,
          5_000);

  private FakeAwsEndpoint aws;
  private PageParts parts;

  @BeforeEach
  void start() throws Exception {
    aws =
        new FakeAwsEndpoint()
            .answer("HEAD ", 404, "")
            .answer("DynamoDB_20120810.BatchGetItem", 200, "{\"Responses\": {}}")
            .answer(
                "GET /pictures",
                200,
                """
                <ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>%s</Key>\
                <LastModified>2026-11-22T06:17:28.000Z</LastModified><ETag>"tag"</ETag>\
                <Size>12</Size></Contents></ListBucketResult>\
                """
                    .formatted(KEY));
    parts = PageParts.of(TestSettings.TWO_OPERATIONS, PAGE, "Fanlens-web");
  }

  @AfterEach
  void stop() {
    parts.close();
    aws.close();
  }

  private static ObjectNode event(String method, String resource) {
    ObjectNode event = JSON.createObjectNode().put("httpMethod", method).put("resource", resource);
    event.putObject("headers").put("X-Forwarded-Proto", "https");
    event
        .putObject("requestContext")
        .put("path", "/page" + resource)
        .putObject("authorizer")
        .putObject("claims")
        .put("token_use", "access")
        .put("client_id", "client")
        .put("iss", "https://issuer.example/pool")
        .put("sub", "ada-1")
        .put("cognito:groups", "friends")
        .put("exp", Long.toString(Instant.now().plusSeconds(600).getEpochSecond()));
    return event;
  }

  private JsonNode handle(String event) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new PageHandler(() -> parts)
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(UTF_8)), output, new FakeContext(60_000));
    return JSON.readTree(output.toByteArray());
  }

  private JsonNode body(ObjectNode event) throws IOException {
    JsonNode response = handle(event.toString());
    assertEquals(200, response.path("statusCode").asInt(), response.toString());
    return JSON.readTree(response.path("body").asText());
  }

  @Test
  void shouldSendTheHeadersOfADocumentThatTrustsNobody() throws Exception {
    JsonNode headers = handle(event("GET", "/config.json").toString()).path("headers");

    String bucket = parts.headers().of(false).get("Content-Security-Policy");
    String origin = bucket.replaceAll(".*blob: (\\S+);.*", "$1");
    assertTrue(origin.matches("http://127\\.0\\.0\\.1:\\d+"), bucket);
    assertEquals(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: %1$s; connect-src 'self' %1$s https://login.example; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
            .formatted(origin),
        headers.path("Content-Security-Policy").asText());
    assertEquals("nosniff", headers.path("X-Content-Type-Options").asText());
    assertEquals("no-referrer", headers.path("Referrer-Policy").asText());
    assertEquals("same-origin", headers.path("Cross-Origin-Opener-Policy").asText());
    assertEquals("same-origin", headers.path("Cross-Origin-Resource-Policy").asText());
    assertEquals("no-store", headers.path("Cache-Control").asText());
    assertEquals("max-age=31536000", headers.path("Strict-Transport-Security").asText());
    ObjectNode plain = event("GET", "/config.json");
    plain.remove("headers");
    assertFalse(handle(plain.toString()).path("headers").has("Strict-Transport-Security"));
  }

  @Test
  void shouldConfigureThePage() throws Exception {
    JsonNode config = body(event("GET", "/config.json"));

    assertEquals("Fanlens-web", config.path("stack").asText());
    assertEquals("[\"DetectFaces\",\"CompareFaces\"]", config.path("operations").toString());
    assertEquals(
        "{\"issuer\":\"https://issuer.example/pool\",\"clientId\":\"client\",\"authorize\":\"https://login.example/a\",\"token\":\"https://login.example/t\",\"signOut\":\"https://login.example/o\",\"scope\":\"openid"
            + " profile email\"}",
        config.path("signIn").toString());
    assertEquals(
        "{\"maxBytes\":5000,\"formSeconds\":300,\"filesPerRequest\":50}",
        config.path("upload").toString());
  }

  @Test
  void shouldListWithAddressesOfTheBucket() throws Exception {
    JsonNode list = body(event("GET", "/api/pictures"));

    assertEquals(KEY, list.at("/pictures/0/key").asText());
    assertEquals("holiday of ada.jpg", list.at("/pictures/0/name").asText());
    assertEquals("tag", list.at("/pictures/0/eTag").asText());
    assertEquals("WAITING", list.at("/pictures/0/rows/1/status").asText());
    assertEquals(KEY, list.path("next").asText());
    String preview = list.at("/pictures/0/preview").asText();
    assertTrue(
        preview.matches(
            "http://127\\.0\\.0\\.1:\\d+/answers/previews/[0-9a-f]{64}/tag-512\\.jpg\\?.*X-Amz-Expires=3600.*"),
        preview);
  }

  @Test
  void shouldMakeAFormForTheBucketsAddress() throws Exception {
    ObjectNode event = event("POST", "/api/uploads");
    event.put(
        "body", "{\"files\": [{\"name\": \"a.jpg\", \"size\": 9, \"type\": \"image/jpeg\"}]}");

    JsonNode form = body(event).at("/forms/0");

    assertTrue(form.path("url").asText().matches("http://127\\.0\\.0\\.1:\\d+/pictures/"));
    assertTrue(form.path("key").asText().startsWith("web/ada-1/"));
    assertTrue(form.at("/fields/x-amz-credential").asText().startsWith("local/"));
  }

  @Test
  void shouldAnswerEventsThatAreNone() throws Exception {
    for (String event : List.of("", "{", "7", "null", "[[[[", "{\"httpMethod\":[]}", "{\"a\":")) {
      JsonNode response = handle(event);

      assertEquals(404, response.path("statusCode").asInt(), event);
      assertFalse(response.path("body").asText().contains("\tat "), event);
    }
    ObjectNode badBody = event("POST", "/api/uploads").put("body", "%%%");
    assertEquals(400, handle(badBody.toString()).path("statusCode").asInt());
    badBody.put("isBase64Encoded", true);
    assertEquals(400, handle(badBody.toString()).path("statusCode").asInt());
  }

  @Test
  void shouldPrintNeitherPicturesNorPeople() throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      handle(event("GET", "/api/pictures").toString());
      aws.answer(
          "GET /pictures",
          403,
          "<Error><Code>AccessDenied</Code><Message>%s</Message></Error>".formatted(KEY));
      JsonNode refused = handle(event("GET", "/api/pictures").toString());
      assertEquals(503, refused.path("statusCode").asInt());
      ObjectNode named = event("GET", "/api/picture");
      named.putObject("queryStringParameters").put("key", KEY);
      handle(named.toString());
      handle(event("POST", "/api/uploads").put("body", "{\"" + KEY).toString());
    } finally {
      System.setOut(out);
    }
    String log = printed.toString(UTF_8);
    assertTrue(log.contains("\"route\":\"GET /api/pictures\""), log);
    assertTrue(log.contains("\"status\":503"), log);
    for (String secret : List.of("ada", "holiday", "friends")) {
      assertFalse(log.contains(secret), log);
    }
  }

  @Test
  void shouldPrimeEveryStepAndChangeNothing() {
    List<String> failed = new ArrayList<>();
    for (Step step : new PagePriming(TestSettings.TWO_OPERATIONS, PAGE, parts).steps()) {
      try {
        step.work().call();
      } catch (Exception e) {
        failed.add(step.name() + ": " + e);
      }
    }
    assertEquals(List.of(), failed);
    assertFalse(aws.calls("GET /pictures").isEmpty());
    assertFalse(aws.calls("DynamoDB_20120810.BatchGetItem").isEmpty());
    assertEquals(List.of(), aws.calls("PUT"));
    assertEquals(List.of(), aws.calls("DELETE"));
  }
}
