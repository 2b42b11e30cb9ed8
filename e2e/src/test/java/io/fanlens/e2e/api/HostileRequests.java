package io.fanlens.e2e.api;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.access.CallLimit;
import io.fanlens.e2e.PipelinePictures;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rekognition.model.RekognitionException;

/** What no honest client sends, through the real gateway: each gets an answer of a known shape. */
interface HostileRequests {

  /** Nothing that was sent comes back. */
  int SHORT = 700;

  ApiCloud api();

  @Test
  default void shouldRefuseASignatureThatIsReplayedLater() throws Exception {
    ApiKey key = api().client("replayed", CallLimit.NONE);
    Instant sixMinutesAgo = Instant.now().minus(Duration.ofMinutes(6));

    HttpResponse<String> refused = new SignedCalls(api(), key).faces(image("AAAA"), sixMinutesAgo);

    assertRefused(400, "InvalidSignatureException", refused);
    assertTrue(refused.body().contains("Signature expired"), refused::body);
  }

  @Test
  default void shouldRefuseAnotherClientsKey() throws Exception {
    ApiKey mallory = api().client("mallory", CallLimit.NONE);
    ApiKey victim = api().client("victim", new CallLimit(9, 9));
    ApiKey mixed = new ApiKey(victim.id(), mallory.secret());

    assertRefused(
        400,
        "InvalidSignatureException",
        new SignedCalls(api(), mixed).faces(image("AAAA"), Instant.now()));
    HttpResponse<String> plain = new PlainCalls(api(), mixed).post(FACES, PipelinePictures.face());
    assertEquals(401, plain.statusCode(), plain::body);
    assertEquals("UnrecognizedClientException", title(plain));
    assertEquals(0, api().clients().get(victim.id()).orElseThrow().counted().dayCalls());
  }

  @Test
  default void shouldRefuseJsonThatIsDeepHugeOrCutOff() throws Exception {
    SignedCalls bomber = new SignedCalls(api(), api().client("bomber", CallLimit.NONE));
    for (String body :
        List.of(
            "{\"a\":".repeat(100_000),
            "[".repeat(1_000_000),
            "{\"MinConfidence\":" + "9".repeat(1_000_000) + "}",
            "{\"Image\":{\"Bytes\":\"AAAA",
            "")) {
      assertRefused(400, "SerializationException", bomber.faces(body, Instant.now()));
    }
    assertRefused(
        400,
        "InvalidImageFormatException",
        bomber.faces(image("A".repeat(5_000_000)), Instant.now()));
    String name = "x".repeat(5_000_000);
    HttpResponse<String> object =
        bomber.faces(
            "{\"Image\":{\"S3Object\":{\"Bucket\":\"others\",\"Name\":\"%s\"}}}".formatted(name),
            Instant.now());
    assertRefused(400, "InvalidS3ObjectException", object);
  }

  /** The gateway's own answers. */
  @Test
  default void shouldSayWhereLargerPicturesGo() throws Exception {
    String bucket = api().pipeline().bucket();
    ApiKey key = api().client("large", CallLimit.NONE);
    PlainCalls plain = new PlainCalls(api(), key);

    HttpResponse<String> ofAnEvent = plain.post(FACES, new byte[5_000_000]);
    assertEquals(413, ofAnEvent.statusCode(), ofAnEvent::body);
    assertEquals("REQUEST_TOO_LARGE", title(ofAnEvent));
    String detail = json(ofAnEvent).path("detail").asText();
    assertTrue(detail.contains(bucket) && detail.contains("S3Object"), detail);
    HttpResponse<String> ofABody = plain.post(FACES, new byte[10 * 1024 * 1024 + 1]);
    assertEquals(413, ofABody.statusCode());
    assertEquals("HTTP content length exceeded 10485760 bytes.", ofABody.body());

    try (JavaClient sdk = JavaClient.of(api().url(), key)) {
      RekognitionException refused =
          assertThrows(
              RekognitionException.class,
              () -> sdk.sdk().detectFaces(r -> r.image(JavaClient.image(new byte[5_000_000]))));
      assertEquals(413, refused.statusCode());
      assertTrue(refused.getMessage().contains(bucket), refused::getMessage);
      assertEquals(1, sdk.tries(), "it would be refused again");
    }
  }

  @Test
  default void shouldAnswerBodiesThatAreCutOffOrLie() throws Exception {
    String picture = "no picture, but a hundred bytes. ".repeat(4);
    assertGateways(400, raw("Content-Length: 5000", picture));
    assertGateways(400, raw("Content-Length: -1", picture));
    assertGateways(400, raw("Content-Length: 5\r\nContent-Length: 6", picture));
    assertGateways(400, raw("Content-Length: 5\r\nTransfer-Encoding: chunked", picture));
    assertGateways(400, raw("Transfer-Encoding: chunked", "zz\r\n" + picture));
    assertGateways(400, raw("Transfer-Encoding: chunked", "5\r\nabcde\r\n"));

    // The rest is no request of its own.
    RawRequest tooShort = raw("Content-Length: 10\r\nConnection: close", picture);
    assertEquals(415, tooShort.status(), tooShort::toString);
    assertTrue(tooShort.body().contains("\"InvalidImageFormatException\""), tooShort::toString);
  }

  @Test
  default void shouldRefuseTenThousandHeaders() throws Exception {
    StringBuilder headers = new StringBuilder("Content-Length: 0");
    for (int i = 0; i < 10_000; i++) {
      headers.append("\r\nh").append(i).append(": x");
    }
    assertGateways(431, raw(headers.toString(), ""));
    assertGateways(431, raw("Content-Length: 0\r\nCookie: " + "x".repeat(1_000_000), ""));

    StringBuilder short200 = new StringBuilder("Content-Length: 0\r\nConnection: close");
    for (int i = 0; i < 250; i++) {
      short200.append("\r\nh").append(i).append(": x");
    }
    RawRequest many = raw(short200.toString(), "");
    assertEquals(400, many.status(), many::toString);
    assertTrue(many.body().contains("\"SerializationException\""), many::toString);
  }

  @Test
  default void shouldNotBeLedAstrayByPaths() throws Exception {
    for (String path :
        List.of(
            "//v1/DetectFaces",
            "/prod//v1/DetectFaces",
            "/prod/v1//DetectFaces",
            "/prod/v1/../v1/DetectFaces",
            "/prod/%2e%2e/prod/v1/DetectFaces",
            "/prod/v1/%2e%2e/DetectFaces",
            "/prod/v1/..%2fDetectFaces",
            "/prod/v1/DetectFaces%00",
            "/prod/v1/DetectFaces/",
            "/prod/v1/DetectFaces;a=b",
            "/prod/v1/Detect%ZZFaces",
            "/PROD/v1/DetectFaces",
            "http://127.0.0.1:1/prod/v1/DetectFaces",
            "http://evil.example/prod/v1/DetectFaces",
            "prod/v1/DetectFaces",
            "*",
            "/prod/v1/" + "x".repeat(9_000))) {
      RawRequest answer = raw(path, "Content-Length: 0\r\nConnection: close", "");
      assertTrue(List.of(400, 403, 404).contains(answer.status()), path + ": " + answer);
      assertTrue(answer.head().contains("application/"), path + ": " + answer);
      assertTrue(answer.body().length() < SHORT, path + ": " + answer);
      JsonNode body = new ObjectMapper().readTree(answer.body());
      assertTrue(body.has("message") || body.has("detail"), path + ": " + answer);
    }
  }

  private RawRequest raw(String headers, String body) throws Exception {
    return raw("/prod/v1/" + FACES, headers, body);
  }

  /** With a client's real secret, so that a log could have it. */
  private RawRequest raw(String path, String headers, String body) throws Exception {
    PlainCalls client =
        new PlainCalls(api(), api().client("raw " + headers.length(), CallLimit.NONE));
    return RawRequest.sent(
        api().url(),
        "POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Type: image/jpeg\r\n%s"
            .formatted(path, api().url().getAuthority(), client.basic(), headers),
        body);
  }

  private static String image(String bytes) {
    return "{\"Image\":{\"Bytes\":\"%s\"}}".formatted(bytes);
  }

  private static void assertRefused(int status, String type, HttpResponse<String> answer)
      throws Exception {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(type, json(answer).path("__type").asText(), answer::body);
    assertTrue(answer.body().length() < SHORT, "it quotes what was sent");
  }

  private static void assertGateways(int status, RawRequest answer) throws Exception {
    assertEquals(status, answer.status(), answer::toString);
    assertTrue(answer.head().contains("Content-Type: application/json"), answer::toString);
    assertTrue(new ObjectMapper().readTree(answer.body()).has("message"), answer::toString);
  }

  private static String title(HttpResponse<String> answer) throws Exception {
    return json(answer).path("title").asText();
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }
}
