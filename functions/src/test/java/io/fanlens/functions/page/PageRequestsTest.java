package io.fanlens.functions.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.functions.page.request.PageRequest;
import io.fanlens.functions.page.request.TokenChecks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class PageRequestsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant NOW = Instant.parse("2026-11-22T06:17:28Z");

  private static final Map<String, String> FILES =
      Map.of(
          "files.txt", "icon.svg\nindex.html\npage-C7ZA-DTG.css\npage-CrXFNR57.js",
          "index.html", "<!doctype html>",
          "icon.svg", "<svg/>",
          "page-C7ZA-DTG.css", "a{}",
          "page-CrXFNR57.js", "1;",
          "secret.txt", "not in the list");

  private final PageFakes aws = new PageFakes();

  private PageRequests requests(Map<String, String> files) {
    return new PageRequests(
        new TokenChecks("issuer", "client", () -> NOW),
        aws.api(() -> NOW),
        PageFiles.of(name -> Optional.ofNullable(files.get(name))),
        JSON.createObjectNode().put("stack", "Fanlens-web"));
  }

  private PageAnswer get(String resource, String file, String path) throws Exception {
    return requests(FILES).answer(request("GET", resource, file, path), Duration.ofMinutes(1));
  }

  private static PageRequest request(String method, String resource, String file, String path)
      throws Exception {
    ObjectNode event = JSON.createObjectNode().put("httpMethod", method).put("resource", resource);
    event.putObject("pathParameters").put("file", file);
    if (file == null) {
      event.putNull("pathParameters");
    }
    ObjectNode context = event.putObject("requestContext").put("path", path);
    context
        .putObject("authorizer")
        .putObject("claims")
        .put("token_use", "access")
        .put("client_id", "client")
        .put("iss", "issuer")
        .put("sub", "ada")
        .put("exp", Long.toString(NOW.getEpochSecond() + 60));
    return PageRequest.of(event);
  }

  private PageAnswer pictures() throws Exception {
    return get("/api/pictures", null, "/page/api/pictures");
  }

  @Test
  void shouldServeThePageAndItsFilesByName() throws Exception {
    assertEquals("<!doctype html>", get("/", null, "/page/").body());
    assertFalse(get("/", null, "/page/").headers().containsKey("Cache-Control"));
    PageAnswer script = get("/{file}", "page-CrXFNR57.js", "/page/page-CrXFNR57.js");
    assertEquals("text/javascript; charset=utf-8", script.headers().get("Content-Type"));
    assertEquals("public, max-age=31536000, immutable", script.headers().get("Cache-Control"));
    PageAnswer icon = get("/{file}", "icon.svg", "/page/icon.svg");
    assertEquals("image/svg+xml", icon.headers().get("Content-Type"));
    assertFalse(icon.headers().containsKey("Cache-Control"));
    assertEquals("{\"stack\":\"Fanlens-web\"}", get("/{file}", "config.json", "").body());
  }

  @Test
  void shouldServeNoOtherFile() throws Exception {
    for (String file :
        List.of("secret.txt", "../page/index.html", "/etc/passwd", "files.txt", "api/pictures")) {
      assertEquals(404, get("/{file}", file, "/page/" + file).status(), file);
    }
    PageRequest post = request("POST", "/{file}", "icon.svg", "/page/icon.svg");
    assertEquals(404, requests(FILES).answer(post, Duration.ofMinutes(1)).status());
  }

  @Test
  void shouldLeadToTheLastSlashAndNowhereElse() throws Exception {
    for (String path : List.of("/page", "//evil.example/page", "/https://evil.example/page")) {
      PageAnswer answer = get("/", null, path);
      assertEquals(308, answer.status());
      assertEquals("./page/", answer.headers().get("Location"));
    }
    assertEquals(200, get("/", null, "").status());
  }

  @Test
  void shouldSayThatItWasBuiltWithoutThePage() throws Exception {
    PageAnswer answer =
        requests(Map.of()).answer(request("GET", "/", null, "/page/"), Duration.ofMinutes(1));
    assertEquals(503, answer.status());
    assertTrue(answer.body().contains("built without the page's files"), answer.body());
  }

  @Test
  void shouldAskForAToken() throws Exception {
    PageRequest nobody =
        PageRequest.of(
            JSON.createObjectNode().put("httpMethod", "GET").put("resource", "/api/pictures"));
    assertEquals(401, requests(FILES).answer(nobody, Duration.ofMinutes(1)).status());
    assertEquals(200, pictures().status());
  }

  @Test
  void shouldSayThatAServiceThrottles() throws Exception {
    for (RuntimeException throttle :
        List.of(
            ProvisionedThroughputExceededException.builder()
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode("ProvisionedThroughputExceededException")
                        .build())
                .statusCode(400)
                .build(),
            s3(503, "SlowDown"),
            s3(429, "Whatever"))) {
      aws.failure = throttle;
      assertEquals(429, pictures().status(), throttle.toString());
    }
  }

  @Test
  void shouldSayNothingOfWhyAServiceDoesNotAnswer() throws Exception {
    for (RuntimeException failure :
        List.of(
            s3(503, "ServiceUnavailable"),
            s3(403, "AccessDenied"),
            SdkClientException.create("web/ada/secret.jpg"),
            new IllegalStateException("web/ada/secret.jpg"))) {
      aws.failure = failure;
      PageAnswer answer = pictures();
      assertEquals(503, answer.status());
      assertEquals("2", answer.headers().get("Retry-After"));
      assertEquals(
          "{\"error\":\"UNAVAILABLE\",\"message\":\"A service does not answer; try again.\"}",
          answer.body());
    }
  }

  private static RuntimeException s3(int status, String code) {
    return S3Exception.builder()
        .statusCode(status)
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode(code).errorMessage("web/ada/secret.jpg").build())
        .build();
  }
}
