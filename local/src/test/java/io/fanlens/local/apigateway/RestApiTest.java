package io.fanlens.local.apigateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.apigateway.GatewayAnswer.Own;
import io.fanlens.local.gateway.HostServer;
import io.fanlens.local.lambda.Invoked;
import io.fanlens.local.lambda.Timers;
import io.fanlens.local.signin.SignIn;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.TemplateException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway over HTTP; the function is the test's. */
final class RestApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:api";
  private static final String URI_OF_FUNCTION =
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/" + FUNCTION + "/invocations";
  private static final String ANSWER = "{\"statusCode\": 200, \"body\": \"ok\"}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<Invoked> next = new AtomicReference<>(new Invoked.Answered(ANSWER));
  private final AtomicReference<JsonNode> event = new AtomicReference<>();
  private final AtomicReference<String> source = new AtomicReference<>();
  private final CountDownLatch forever = new CountDownLatch(1);
  private boolean allowed = true;
  private boolean hangs;
  private HostServer server;

  @BeforeEach
  void start() throws IOException {
    server = HostServer.bind(0);
    SignIn nobody = new SignIn(List.of(), InstantSource.system());
    server.start(new RestApi(spec(), server.domain(), invoker(), nobody, new Ending()));
  }

  private FunctionInvoker invoker() {
    return new FunctionInvoker() {
      @Override
      public Invoked invoke(String functionArn, String payload) throws InterruptedException {
        assertEquals(FUNCTION, functionArn);
        if (hangs) {
          forever.await();
        }
        try {
          event.set(JSON.readTree(payload));
        } catch (IOException e) {
          throw new IllegalArgumentException(e);
        }
        return next.get();
      }

      @Override
      public Optional<String> refusal(String functionArn, String sourceArn) {
        source.set(sourceArn);
        return allowed ? Optional.empty() : Optional.of("no permission");
      }
    };
  }

  /** A time-out is over as soon as it is set, but only for the stage that hangs. */
  private final class Ending implements Timers {
    @Override
    public Timer after(Duration delay, Runnable action) {
      assertEquals(Duration.ofSeconds(29), delay);
      if (hangs) {
        action.run();
      }
      return () -> {};
    }

    @Override
    public void close() {}
  }

  private static RestApiSpec spec() throws IOException {
    RestApiDrafts drafts = new RestApiDrafts();
    drafts.api(
        "abc",
        "root",
        said("{\"Name\": \"a\", \"BinaryMediaTypes\": [\"image/*\", \"multipart/form-data\"]}"));
    drafts.resource(
        "v1", said("{\"RestApiId\": \"abc\", \"ParentId\": \"root\", \"PathPart\": \"v1\"}"));
    drafts.resource(
        "op",
        said("{\"RestApiId\": \"abc\", \"ParentId\": \"v1\", \"PathPart\": \"{operation}\"}"));
    for (String resource : List.of("root", "op")) {
      drafts.method(
          said(
              """
              {"RestApiId": "abc", "ResourceId": "%s", "HttpMethod": "POST",
               "Integration": {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": "%s"}}\
              """
                  .formatted(resource, URI_OF_FUNCTION)),
          sentence -> {});
    }
    drafts.deployment("d", said("{\"RestApiId\": \"abc\"}"));
    for (String stage :
        List.of(
            "\"prod\"",
            "\"slow\", \"MethodSettings\": [{\"HttpMethod\": \"*\", \"ResourcePath\": \"/*\","
                + " \"ThrottlingRateLimit\": 0.001, \"ThrottlingBurstLimit\": 2}]")) {
      drafts.stage(
          said(
              "{\"RestApiId\": \"abc\", \"DeploymentId\": \"d\", \"StageName\": %s}"
                  .formatted(stage)));
    }
    drafts.gatewayResponse(
        said(
            """
            {"RestApiId": "abc", "ResponseType": "THROTTLED", "StatusCode": "420",
             "ResponseParameters": {"gatewayresponse.header.Retry-After": "'1'"},
             "ResponseTemplates": {
               "application/json": "{\\"__type\\":\\"Slow\\",\\"message\\":$context.error.messageString}",
               "text/plain": "$context.error.responseType of $context.stage"}}
            """),
        sentence -> {});
    drafts.gatewayResponse(
        said(
            """
            {"RestApiId": "abc", "ResponseType": "DEFAULT_5XX", "ResponseParameters": {
               "gatewayresponse.header.Access-Control-Allow-Origin": "method.request.header.origin"}}
            """),
        sentence -> {});
    return drafts.specs("eu-west-1", "000000000000").getFirst();
  }

  private static Properties said(String json) throws IOException {
    return new Properties(JSON.readTree(json));
  }

  @AfterEach
  void close() {
    forever.countDown();
    server.close();
    http.close();
  }

  @Test
  void shouldHandOverTheRequestAsAProxyEvent() throws Exception {
    HttpResponse<String> response =
        post(
            "/prod/v1/Detect%20Faces?a=1&a=2&b",
            "{\"é\": 1}", "Content-Type", "application/x-amz-json-1.1", "X-Own", "x");

    assertEquals(200, response.statusCode());
    assertEquals("ok", response.body());
    JsonNode got = event.get();
    String domain = server.endpoint().getAuthority();
    assertEquals("/v1/{operation}", got.path("resource").asText());
    assertEquals("/v1/Detect%20Faces", got.path("path").asText());
    assertEquals("Detect Faces", got.at("/pathParameters/operation").asText());
    assertEquals("{\"é\": 1}", got.path("body").asText());
    assertFalse(got.path("isBase64Encoded").asBoolean());
    assertEquals("2", got.at("/queryStringParameters/a").asText());
    assertEquals("[\"1\",\"2\"]", got.at("/multiValueQueryStringParameters/a").toString());
    assertEquals("/prod/v1/Detect%20Faces", got.at("/requestContext/path").asText());
    assertEquals(domain, got.at("/requestContext/domainName").asText());
    assertEquals("127.0.0.1", got.at("/requestContext/identity/sourceIp").asText());
    assertEquals(domain, header(got, "host"));
    assertEquals("x", header(got, "x-own"));
    assertEquals("", header(got, "content-length"));
    assertEquals(
        response.headers().firstValue("x-amzn-requestid").orElseThrow(),
        got.at("/requestContext/requestId").asText());
    assertEquals(
        "arn:aws:execute-api:eu-west-1:000000000000:abc/prod/POST/v1/Detect%20Faces", source.get());
  }

  private static String header(JsonNode event, String name) {
    return event.path("headers").properties().stream()
        .filter(one -> one.getKey().equalsIgnoreCase(name))
        .map(one -> one.getValue().asText())
        .findFirst()
        .orElse("");
  }

  @Test
  void shouldHandOverBinaryTypesInBase64() throws Exception {
    post("/prod/v1/DetectFaces", "abc", "Content-Type", "image/jpeg");
    assertTrue(event.get().path("isBase64Encoded").asBoolean());
    assertEquals("YWJj", event.get().path("body").asText());

    post("/prod/", "abc", "Content-Type", "multipart/form-data; boundary=x");
    assertEquals("YWJj", event.get().path("body").asText());
  }

  @Test
  void shouldDecodeTheAnswerOnlyForAClientThatAcceptsABinaryType() throws Exception {
    next.set(
        new Invoked.Answered(
            "{\"statusCode\": 200, \"body\": \"YWJj\", \"isBase64Encoded\": true}"));

    assertEquals("YWJj", post("/prod", "").body());
    assertEquals("abc", post("/prod", "", "Accept", "image/png, text/plain").body());
    assertEquals("YWJj", post("/prod", "", "Accept", "text/plain, image/png").body());
  }

  @Test
  void shouldKeepItsOwnHeadersToItself() throws Exception {
    next.set(
        new Invoked.Answered(
            """
            {"statusCode": 401, "headers": {"WWW-Authenticate": "Basic", "Retry-After": "3",
             "Content-Type": "text/x"}, "multiValueHeaders": {"Fanlens-Sent": ["a", "b"]}}\
            """));

    HttpResponse<String> response = post("/prod", "");

    assertEquals(401, response.statusCode());
    assertEquals(
        List.of("Basic"), response.headers().allValues("x-amzn-remapped-www-authenticate"));
    assertEquals(List.of(), response.headers().allValues("www-authenticate"));
    assertEquals(List.of("3"), response.headers().allValues("retry-after"));
    assertEquals(List.of("text/x"), response.headers().allValues("content-type"));
    assertEquals(List.of("a", "b"), response.headers().allValues("fanlens-sent"));
  }

  @Test
  void shouldAnswerItselfWhatNoMethodTakes() throws Exception {
    assertOwn(403, "Missing Authentication Token", post("/prod/v2", ""));
    assertOwn(403, "Missing Authentication Token", post("/prod/v1/a/b", ""));
    assertOwn(403, "Missing Authentication Token", post("/prod/v1/", ""));
    assertOwn(403, "Forbidden", post("/other/", ""));
    assertOwn(403, "Forbidden", post("/", ""));
    HttpResponse<String> get =
        http.send(
            HttpRequest.newBuilder(server.endpoint().resolve("/prod")).build(),
            BodyHandlers.ofString());
    assertOwn(403, "Missing Authentication Token", get);
  }

  @Test
  void shouldRefuseWhatIsTooLarge() throws Exception {
    HttpResponse<String> body = post("/prod", "x".repeat(10 * 1024 * 1024 + 1));
    assertEquals(413, body.statusCode());
    assertEquals("HTTP content length exceeded 10485760 bytes.", body.body());
    assertEquals(List.of("text; charset=utf-8"), body.headers().allValues("content-type"));
    assertEquals(413, post("/other/", "x".repeat(10 * 1024 * 1024 + 1)).statusCode());
    assertOwn(413, "Request Too Long", post("/prod", "x".repeat(6_291_556)));
    assertOwn(
        413, "Request Too Long", post("/prod", "x".repeat(5_000_000), "Content-Type", "image/png"));
    assertEquals(
        200, post("/prod", "x".repeat(4_700_000), "Content-Type", "image/png").statusCode());
    assertOwn(431, "Request Header Fields Too Large", post("/prod", "", "X", "x".repeat(10_240)));
  }

  @Test
  void shouldThrottleTheStage() throws Exception {
    assertEquals(200, post("/slow", "").statusCode());
    assertEquals(200, post("/slow", "").statusCode());
    assertEquals(420, post("/slow", "").statusCode());
    assertEquals(200, post("/prod", "").statusCode());
  }

  @Test
  void shouldGiveTheResponsesOfTheTemplate() throws Exception {
    post("/slow", "");
    post("/slow", "");
    HttpResponse<String> throttled = post("/slow", "");
    assertEquals("{\"__type\":\"Slow\",\"message\":\"Too Many Requests\"}", throttled.body());
    assertEquals(List.of("1"), throttled.headers().allValues("retry-after"));
    assertEquals(List.of("application/json"), throttled.headers().allValues("content-type"));
    assertEquals(
        List.of("TooManyRequestsException"), throttled.headers().allValues("x-amzn-errortype"));
    HttpResponse<String> plain = post("/slow", "", "Accept", "text/plain");
    assertEquals("THROTTLED of slow", plain.body());
    assertEquals(List.of("text/plain"), plain.headers().allValues("content-type"));

    next.set(new Invoked.Failed("it threw"));
    HttpResponse<String> failed = post("/prod", "", "Origin", "https://a.example");
    assertOwn(502, "Internal server error", failed);
    assertEquals(
        List.of("https://a.example"), failed.headers().allValues("access-control-allow-origin"));
    // Neither is of an API: the gateway finds none.
    assertOwn(403, "Forbidden", post("/other/", ""));
  }

  @Test
  void shouldRejectGatewayResponsesThatAwsRejects() throws Exception {
    for (String wrong :
        List.of(
            "\"ResponseType\": \"SOMETHING\"",
            "\"ResponseType\": \"DEFAULT_4XX\", \"ResponseParameters\": {\"header.A\": \"'1'\"}",
            "\"ResponseType\": \"DEFAULT_4XX\", \"ResponseParameters\":"
                + " {\"gatewayresponse.header.A\": \"1\"}")) {
      RestApiDrafts drafts = new RestApiDrafts();
      drafts.api("abc", "root", said("{\"Name\": \"a\"}"));
      Properties said = said("{\"RestApiId\": \"abc\", %s}".formatted(wrong));

      assertThrows(
          TemplateException.class, () -> drafts.gatewayResponse(said, sentence -> {}), wrong);
    }
  }

  /** What is too large for a function is told by the response for all of 4xx, or not at all. */
  @Test
  void shouldIgnoreAResponseOfItsOwnForRequestsThatAreTooLarge() throws Exception {
    List<String> unsupported = new ArrayList<>();
    RestApiDrafts drafts = new RestApiDrafts();
    drafts.api("abc", "root", said("{\"Name\": \"a\"}"));
    for (String type : List.of("REQUEST_TOO_LARGE", "DEFAULT_4XX")) {
      drafts.gatewayResponse(
          said(
              """
              {"RestApiId": "abc", "ResponseType": "%1$s", "ResponseTemplates": {
                 "application/json": "%1$s of $context.error.responseType"}}
              """
                  .formatted(type)),
          unsupported::add);
    }

    GatewayResponses responses = drafts.specs("eu-west-1", "000000000000").getFirst().responses();

    assertEquals(
        "DEFAULT_4XX of REQUEST_TOO_LARGE",
        UTF_8.decode(responses.answer(Own.REQUEST_TOO_LARGE, "", name -> "").body()).toString());
    assertEquals(
        List.of("Gateway responses of the type REQUEST_TOO_LARGE have no effect, as on AWS"),
        unsupported);
  }

  /** A socket, since no client sends what is wrong. */
  @Test
  void shouldAnswerARequestThatIsCutOff() throws Exception {
    try (Socket socket = new Socket(server.endpoint().getHost(), server.endpoint().getPort())) {
      socket
          .getOutputStream()
          .write(
              "POST /prod HTTP/1.1\r\nHost: %s\r\nContent-Length: 100\r\n\r\nabc"
                  .formatted(server.domain())
                  .getBytes(UTF_8));
      socket.shutdownOutput();

      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
      assertTrue(answer.endsWith("{\"message\":\"Bad Request\"}"), answer);
    }
  }

  @Test
  void shouldAnswerForAFunctionThatDoesNot() throws Exception {
    next.set(new Invoked.Failed("it threw a secret"));
    assertOwn(502, "Internal server error", post("/prod", ""));
    next.set(new Invoked.Throttled());
    assertOwn(500, "Internal server error", post("/prod", ""));
    for (String malformed :
        List.of(
            "null",
            "{}",
            "[]",
            "{\"statusCode\": 200, \"body\": {}}",
            "{\"statusCode\": 200, \"cookies\": []}",
            "{\"statusCode\": 200, \"headers\": {\"a\": null}}",
            "{\"statusCode\": 200, \"body\": \"" + "x".repeat(6_291_556) + "\"}")) {
      next.set(new Invoked.Answered(malformed));
      assertOwn(502, "Internal server error", post("/prod", ""));
    }
    allowed = false;
    assertOwn(500, "Internal server error", post("/prod", ""));
  }

  @Test
  void shouldNotWaitLongerThan29Seconds() throws Exception {
    hangs = true;
    assertOwn(504, "Endpoint request timed out", post("/prod", ""));
  }

  private static void assertOwn(int status, String message, HttpResponse<String> response) {
    assertEquals(status, response.statusCode());
    assertEquals("{\"message\":\"" + message + "\"}", response.body());
    assertTrue(response.headers().firstValue("x-amzn-errortype").isPresent());
  }

  private HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.endpoint() + path))
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
