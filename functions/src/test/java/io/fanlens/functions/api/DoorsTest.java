package io.fanlens.functions.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.access.ApiClient;
import io.fanlens.access.CallLimit;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.functions.api.request.ApiRequest;
import io.fanlens.functions.api.request.Signing;
import io.fanlens.settings.ApiSettings.AnonymousLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rekognition.model.BoundingBox;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;
import software.amazon.awssdk.services.rekognition.model.FaceDetail;

/** Both doors, from the request to the answer. */
class DoorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIME = Duration.ofMinutes(10);
  private static final byte[] PICTURE = picture("png", 100);

  private static final DetectFacesResponse ONE_FACE =
      DetectFacesResponse.builder()
          .faceDetails(
              FaceDetail.builder()
                  .boundingBox(BoundingBox.builder().width(0.25f).left(1e-7f).build())
                  .confidence(99.5f)
                  .build())
          .build();

  private final List<String> sent = new ArrayList<>();
  private final FakeDoorsteps api =
      new FakeDoorsteps(
          new CallLimit(2, 0),
          (operation, picture, target) -> {
            sent.add(operation.operation().apiName());
            return ONE_FACE;
          });

  @Test
  void shouldAnswerASignedRequestAsRekognitionDoes() throws Exception {
    ApiResponse response = signed("DetectFaces", image(PICTURE));

    assertEquals(200, response.status(), response.body());
    assertEquals("application/x-amz-json-1.1", response.headers().get("Content-Type"));
    assertEquals(
        "{\"FaceDetails\":[{\"BoundingBox\":{\"Left\":0.00000010,\"Width\":0.25},\"Confidence\":99.5}]}",
        response.body());
    assertEquals("eu-west-1", response.headers().get("Fanlens-Region"));
    assertEquals("PNG 100x100 " + PICTURE.length, response.headers().get("Fanlens-Sent"));
    assertEquals("2", response.headers().get("RateLimit-Limit"));
    assertEquals("1", response.headers().get("RateLimit-Remaining"));
    assertEquals("21600", response.headers().get("RateLimit-Reset"));
    assertEquals("r-1", response.headers().get("x-amzn-RequestId"));
  }

  @Test
  void shouldAnswerAPlainRequest() throws Exception {
    ApiResponse response = plain("DetectFaces", Map.of(), PICTURE);

    assertEquals(200, response.status(), response.body());
    assertEquals(99.5, JSON.readTree(response.body()).at("/FaceDetails/0/Confidence").asDouble());
  }

  @Test
  void shouldConvertWhatRekognitionDoesNotTake() throws Exception {
    ApiResponse response = plain("DetectFaces", Map.of(), picture("bmp", 100));

    assertEquals(200, response.status(), response.body());
    assertTrue(response.headers().get("Fanlens-Sent").endsWith("from BMP"));
  }

  @Test
  void shouldCompareTwoPictures() throws Exception {
    String image = "{\"Bytes\":\"" + Base64.getEncoder().encodeToString(PICTURE) + "\"}";
    api.objects.put("a.png", PICTURE);

    ApiResponse response =
        signed(
            "CompareFaces",
            "{\"SourceImage\":{\"S3Object\":{\"Bucket\":\"pictures\",\"Name\":\"a.png\"}},\"TargetImage\":"
                + image
                + "}");

    assertEquals(200, response.status(), response.body());
    assertEquals(List.of("CompareFaces"), sent);
  }

  @Test
  void shouldTellAnObjectThatIsTooLargeFromOneThatIsMissing() throws Exception {
    String named = "{\"Image\":{\"S3Object\":{\"Bucket\":\"pictures\",\"Name\":\"%s\"}}}";

    assertRefused(
        400,
        "ImageTooLargeException",
        signed("DetectFaces", named.formatted(FakeDoorsteps.TOO_LARGE)));
    assertRefused(
        400, "InvalidS3ObjectException", signed("DetectFaces", named.formatted("none.png")));
    assertEquals(0, api.counted.dayCalls());
  }

  @Test
  void shouldRefuseWhatIsBeyondALimitAndSayWhen() throws Exception {
    signed("DetectFaces", image(PICTURE));
    signed("DetectFaces", image(PICTURE));

    ApiResponse protocol = signed("DetectFaces", image(PICTURE));
    ApiResponse plain = plain("DetectFaces", Map.of(), PICTURE);

    assertRefused(400, "ServiceQuotaExceededException", protocol);
    assertProblem(429, "ServiceQuotaExceededException", plain);
    assertEquals("21600", plain.headers().get("Retry-After"));
    assertEquals("0", plain.headers().get("RateLimit-Remaining"));
    assertEquals(2, sent.size());
  }

  @Test
  void shouldGiveBackACallThatNothingWasPaidFor() throws Exception {
    assertRefused(400, "InvalidImageFormatException", signed("DetectFaces", image(new byte[100])));
    assertProblem(415, "InvalidImageFormatException", plain("DetectFaces", Map.of(), new byte[9]));
    assertEquals(0, api.counted.dayCalls());
    assertEquals(List.of(), sent);
  }

  @Test
  void shouldTellAClientToComeBackWhenAllQuotasAreInUse() throws Exception {
    FakeDoorsteps full = failing(CallProblem.THROTTLED);

    ApiResponse protocol = full.requests().answer(signedRequest("DetectFaces"), TIME);

    assertRefused(400, "ProvisionedThroughputExceededException", protocol);
    int seconds = Integer.parseInt(protocol.headers().get("Retry-After"));
    assertTrue(seconds >= 5 && seconds <= 20, "in " + seconds + " s");
    assertTrue(Long.parseLong(protocol.headers().get("x-amz-retry-after")) >= 5_000);
    assertEquals(0, full.counted.dayCalls());
  }

  @Test
  void shouldKeepACallCountedThatMayHaveBeenPaidFor() throws Exception {
    FakeDoorsteps ill = failing(CallProblem.SERVICE_FAULT);

    ApiResponse protocol = ill.requests().answer(signedRequest("DetectFaces"), TIME);

    assertRefused(500, "InternalServerError", protocol);
    assertEquals(1, ill.counted.dayCalls());
  }

  @Test
  void shouldRefuseWrongUnknownAndDisabledKeys() throws Exception {
    ApiRequest request = signedRequest("DetectFaces");
    ApiRequest wrong =
        Signing.olderSigner(
            FakeDoorsteps.KEY, "wrong", headers("DetectFaces"), image(PICTURE), FakeDoorsteps.NOW);
    ApiRequest unknown =
        Signing.olderSigner(
            "FL0000000000000000ZZ", "x", headers("DetectFaces"), "{}", FakeDoorsteps.NOW);
    assertRefused(400, "InvalidSignatureException", answer(wrong));
    assertRefused(400, "UnrecognizedClientException", answer(unknown));
    assertProblem(401, "UnrecognizedClientException", basic(FakeDoorsteps.KEY + ":wrong"));
    assertProblem(401, "UnrecognizedClientException", basic("no colon"));
    assertProblem(401, "MissingAuthenticationTokenException", basic(null));
    api.client =
        api.client.map(
            each ->
                new ApiClient(
                    each.keyId(),
                    each.name(),
                    false,
                    each.version(),
                    each.master(),
                    each.limit(),
                    each.createdAt(),
                    each.counted()));
    assertRefused(400, "UnrecognizedClientException", answer(request));
    assertEquals(List.of(), sent);
  }

  @Test
  void shouldRefuseASignatureOfAnotherTime() throws Exception {
    ApiRequest request = signedRequest("DetectFaces");
    for (Duration off : List.of(Duration.ofMinutes(6), Duration.ofMinutes(-6))) {
      api.now = FakeDoorsteps.NOW.plus(off);
      assertRefused(400, "InvalidSignatureException", answer(request));
    }
    api.now = FakeDoorsteps.NOW.plus(Duration.ofMinutes(4));
    assertEquals(200, answer(request).status());
  }

  @Test
  void shouldNameOperationsThatAreNotOffered() throws Exception {
    assertRefused(400, "UnknownOperationException", signed("StartFaceDetection", "{}"));
    assertProblem(404, "UnknownOperationException", plain("../DetectFaces", Map.of(), PICTURE));
  }

  @Test
  void shouldRefuseWithoutTheTable() throws Exception {
    api.away = true;

    assertRefused(500, "InternalServerError", signed("DetectFaces", image(PICTURE)));
    assertProblem(503, "InternalServerError", plain("DetectFaces", Map.of(), PICTURE));
    assertEquals(List.of(), sent);
  }

  @Test
  void shouldLetAnonymousCallersInOnlyWhereConfiguredAndWithinTheirLimit() throws Exception {
    api.anonymous = Optional.of(new AnonymousLimits(1, 10));

    assertEquals(200, basic(null).status());
    assertProblem(429, "ServiceQuotaExceededException", basic(null));
  }

  @Test
  void shouldAnswerPagesOfConfiguredOriginsOnly() throws Exception {
    ApiResponse known = answer(preflight("https://app.example"));
    ApiResponse other = answer(preflight("https://evil.example"));

    assertEquals("https://app.example", known.headers().get("Access-Control-Allow-Origin"));
    assertFalse(other.headers().containsKey("Access-Control-Allow-Origin"));
  }

  @Test
  void shouldGiveUpInTime() throws Exception {
    api.bucketHangs = true;
    ApiRequest request =
        Signing.olderSigner(
            FakeDoorsteps.KEY,
            FakeDoorsteps.SECRET,
            headers("DetectFaces"),
            "{\"Image\":{\"S3Object\":{\"Bucket\":\"pictures\",\"Name\":\"a.png\"}}}",
            FakeDoorsteps.NOW);

    ApiResponse late = api.requests().answer(request, Duration.ofMillis(200));

    assertRefused(500, "InternalServerError", late);
    assertEquals(0, api.counted.dayCalls());
  }

  @Test
  void shouldAnswerWhateverBreaks() throws Exception {
    FakeDoorsteps broken =
        new FakeDoorsteps(
            CallLimit.NONE,
            (operation, picture, target) -> {
              throw new IllegalStateException("secret words");
            });

    ApiResponse response = broken.requests().answer(signedRequest("DetectFaces"), TIME);

    assertRefused(500, "InternalServerError", response);
    assertFalse(response.body().contains("secret words"));
  }

  private static FakeDoorsteps failing(CallProblem problem) {
    TargetCall call =
        (operation, picture, target) -> {
          throw new CallFailedException(problem, "Code", "message", null);
        };
    return new FakeDoorsteps(CallLimit.NONE, call);
  }

  private static void assertRefused(int status, String code, ApiResponse response)
      throws IOException {
    JsonNode body = JSON.readTree(response.body());
    assertEquals(code, body.path("__type").asText(), response.body());
    assertEquals(status, response.status());
    assertFalse(body.path("message").asText().isEmpty());
  }

  private static void assertProblem(int status, String title, ApiResponse response)
      throws IOException {
    JsonNode body = JSON.readTree(response.body());
    assertEquals(title, body.path("title").asText(), response.body());
    assertEquals(status, response.status());
    assertEquals("application/problem+json", response.headers().get("Content-Type"));
  }

  private ApiResponse signed(String operation, String body) throws Exception {
    return answer(
        Signing.newerSigner(
            FakeDoorsteps.KEY, FakeDoorsteps.SECRET, headers(operation), body, FakeDoorsteps.NOW));
  }

  private static ApiRequest signedRequest(String operation) {
    return Signing.olderSigner(
        FakeDoorsteps.KEY,
        FakeDoorsteps.SECRET,
        headers(operation),
        image(PICTURE),
        FakeDoorsteps.NOW);
  }

  private static Map<String, String> headers(String operation) {
    return Map.of(
        "X-Amz-Target",
        "RekognitionService." + operation,
        "Content-Type",
        "application/x-amz-json-1.1");
  }

  private ApiResponse answer(ApiRequest request) throws InterruptedException {
    return api.requests().answer(request, TIME);
  }

  private ApiResponse basic(String pair) throws InterruptedException {
    Map<String, List<String>> headers = new HashMap<>();
    if (pair != null) {
      String encoded = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
      headers.put("authorization", List.of("Basic " + encoded));
    }
    return answer(request("POST", "DetectFaces", headers, Map.of(), PICTURE));
  }

  private ApiResponse plain(String operation, Map<String, List<String>> query, byte[] body)
      throws InterruptedException {
    String pair = FakeDoorsteps.KEY + ":" + FakeDoorsteps.SECRET;
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    return answer(
        request(
            "POST", operation, Map.of("authorization", List.of("Basic " + encoded)), query, body));
  }

  private static ApiRequest preflight(String origin) {
    return request(
        "OPTIONS", "DetectFaces", Map.of("origin", List.of(origin)), Map.of(), new byte[0]);
  }

  private static ApiRequest request(
      String method,
      String operation,
      Map<String, List<String>> headers,
      Map<String, List<String>> query,
      byte[] body) {
    return new ApiRequest(
        method,
        "/v1/{operation}",
        operation,
        "/prod/v1/" + operation,
        Signing.HOST,
        headers,
        query,
        body,
        "192.0.2.1",
        "r-2");
  }

  private static String image(byte[] picture) {
    return "{\"Image\":{\"Bytes\":\"%s\"}}".formatted(Base64.getEncoder().encodeToString(picture));
  }

  private static byte[] picture(String format, int side) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), format, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
