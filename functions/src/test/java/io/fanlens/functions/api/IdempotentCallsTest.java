package io.fanlens.functions.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.access.CallLimit;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.functions.api.request.ApiRequest;
import io.fanlens.functions.api.request.Signing;
import io.fanlens.settings.ApiSettings.AnonymousLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;
import software.amazon.awssdk.services.rekognition.model.DetectTextResponse;
import software.amazon.awssdk.services.rekognition.model.FaceDetail;
import software.amazon.awssdk.services.rekognition.model.TextDetection;

/** A call that its client names is paid for once. */
class IdempotentCallsTest {

  private static final Duration TIME = Duration.ofSeconds(29);
  private static final byte[] PICTURE = SamplePng.ofSide(100);
  private static final String ORDER = "order of Jane Doe";

  private final List<String> sent = new ArrayList<>();
  private final FakeDoorsteps api =
      new FakeDoorsteps(
          new CallLimit(100, 0), (operation, picture, target) -> face(sent.size(), sent));

  @Test
  void shouldGiveTheSameAnswerForADayWithoutPayingAgain() throws Exception {
    ApiResponse first = plain(ORDER, PICTURE);
    api.now = api.now.plus(Duration.ofHours(23)).plus(Duration.ofMinutes(59));
    ApiResponse repeated = plain(ORDER, PICTURE);

    assertEquals(200, first.status(), first.body());
    assertEquals(200, repeated.status(), repeated.body());
    assertEquals(first.body(), repeated.body());
    assertEquals("kept", first.headers().get("Fanlens-Idempotency"));
    assertEquals("repeated", repeated.headers().get("Fanlens-Idempotency"));
    assertEquals(first.headers().get("Fanlens-Sent"), repeated.headers().get("Fanlens-Sent"));
    assertEquals(first.headers().get("Fanlens-Region"), repeated.headers().get("Fanlens-Region"));
    assertEquals(1, sent.size());
    assertEquals(1, api.counted.dayCalls(), "a repeat is not counted");

    api.now = api.now.plus(Duration.ofMinutes(2));
    plain(ORDER, PICTURE);
    assertEquals(2, sent.size(), "a day later");
  }

  @Test
  void shouldBeTheSameCallAtBothDoorsAndInAFormWithAnotherBoundary() throws Exception {
    String first = plain(ORDER, PICTURE).body();

    for (String boundary : List.of("one", "two")) {
      Map<String, List<String>> headers = headers(ORDER);
      headers.put("content-type", List.of("multipart/form-data; boundary=" + boundary));
      assertEquals(first, answer(request(headers, Map.of(), form(boundary))).body());
    }
    assertEquals(first, protocol(ORDER, image(PICTURE)).body());
    assertEquals(1, sent.size());
  }

  @Test
  void shouldRefuseAnotherCallUnderTheSameKey() throws Exception {
    plain(ORDER, PICTURE);

    ApiResponse otherPicture = plain(ORDER, SamplePng.ofSide(101));
    ApiResponse otherParameter =
        answer(request(headers(ORDER), Map.of("attributes", List.of("ALL")), PICTURE));
    ApiResponse protocol = protocol(ORDER, image(SamplePng.ofSide(101)));

    assertEquals(422, otherPicture.status(), otherPicture.body());
    assertEquals(422, otherParameter.status(), otherParameter.body());
    assertTrue(otherPicture.body().contains("IdempotentParameterMismatchException"));
    assertEquals(400, protocol.status());
    assertEquals(
        "IdempotentParameterMismatchException", protocol.headers().get("x-amzn-ErrorType"));
    assertEquals(1, sent.size());
    assertEquals(200, plain("another key", SamplePng.ofSide(101)).status());
  }

  @Test
  void shouldSayThatTheFirstIsStillRunningAndThenAnswerTheRepeat() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    FakeDoorsteps slow =
        new FakeDoorsteps(
            CallLimit.NONE,
            (operation, picture, target) -> {
              arrived.countDown();
              await(answered);
              return face(sent.size(), sent);
            });
    ApiRequests requests = slow.requests();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ApiResponse> first =
          threads.submit(
              () ->
                  requests.answer(
                      request(headers(ORDER), Map.of(), PICTURE), Duration.ofMinutes(10)));
      arrived.await();

      ApiResponse plain = requests.answer(request(headers(ORDER), Map.of(), PICTURE), TIME);
      ApiResponse protocol = requests.answer(signed(ORDER, image(PICTURE)), TIME);
      assertEquals(409, plain.status(), plain.body());
      assertEquals("2", plain.headers().get("Retry-After"));
      assertEquals(400, protocol.status());
      assertEquals("PriorRequestNotComplete", protocol.headers().get("x-amzn-ErrorType"));
      assertEquals("2000", protocol.headers().get("x-amz-retry-after"));

      answered.countDown();
      assertEquals(200, first.get().status());
      ApiResponse repeated = requests.answer(request(headers(ORDER), Map.of(), PICTURE), TIME);
      assertEquals(first.get().body(), repeated.body());
    }
    assertEquals(1, sent.size());
  }

  @Test
  void shouldMakeTheCallOfAKilledFunctionAgainWhenItsTimeIsOver() throws Exception {
    api.answers.ownersAreGone(true); // what it would write then does not arrive
    plain(ORDER, PICTURE);
    api.answers.ownersAreGone(false);

    api.now = api.now.plusSeconds(29);
    ApiResponse running = plain(ORDER, PICTURE);
    assertEquals(409, running.status(), running.body());
    assertEquals("2", running.headers().get("Retry-After"), "half a second to answer, 1 s of skew");

    api.now = api.now.plusSeconds(2);
    assertEquals(200, plain(ORDER, PICTURE).status());
    assertEquals(2, sent.size());
    assertEquals("repeated", plain(ORDER, PICTURE).headers().get("Fanlens-Idempotency"));
  }

  @Test
  void shouldKeepWhatIsThePicturesOwnFault() throws Exception {
    ApiResponse first = plain(ORDER, new byte[100]);
    ApiResponse repeated = plain(ORDER, new byte[100]);

    assertEquals(415, first.status(), first.body());
    assertEquals(first.status(), repeated.status());
    assertEquals(first.body(), repeated.body());
    assertEquals(422, plain(ORDER, PICTURE).status(), "another picture");
    assertEquals(0, api.counted.dayCalls());
  }

  @Test
  void shouldFreeTheKeyOfACallThatWasRefusedOrFailed() throws Exception {
    for (CallProblem problem : List.of(CallProblem.THROTTLED, CallProblem.SERVICE_FAULT)) {
      AtomicBoolean ill = new AtomicBoolean(true);
      TargetCall calls =
          (operation, picture, target) -> {
            if (ill.get()) {
              throw new CallFailedException(problem, "Code", "message", null);
            }
            return face(0, sent);
          };
      ApiRequests requests = new FakeDoorsteps(CallLimit.NONE, calls).requests();
      ApiResponse failed = requests.answer(request(headers(ORDER), Map.of(), PICTURE), TIME);
      assertTrue(failed.status() >= 429, failed.body());

      ill.set(false);
      ApiResponse again = requests.answer(request(headers(ORDER), Map.of(), PICTURE), TIME);
      assertEquals(200, again.status(), again.body());
      assertEquals("kept", again.headers().get("Fanlens-Idempotency"));
    }
  }

  @Test
  void shouldFreeTheKeyOfACallThatRanOutOfTime() throws Exception {
    api.bucketHangs = true;
    String stored = "{\"Image\":{\"S3Object\":{\"Bucket\":\"pictures\",\"Name\":\"a.png\"}}}";
    ApiResponse late = api.requests().answer(signed(ORDER, stored), Duration.ofMillis(200));
    assertEquals(500, late.status());

    api.bucketHangs = false;
    api.objects.put("a.png", PICTURE);
    assertEquals(200, protocol(ORDER, stored).status());
  }

  @Test
  void shouldSayWhenAnAnswerWasNotKept() throws Exception {
    Random random = new Random(1);
    byte[] noise = new byte[450_000];
    random.nextBytes(noise);
    String text = Base64.getEncoder().encodeToString(noise);
    FakeDoorsteps wordy =
        new FakeDoorsteps(
            CallLimit.NONE,
            (operation, picture, target) -> {
              sent.add(text);
              return DetectTextResponse.builder()
                  .textDetections(TextDetection.builder().detectedText(text).build())
                  .build();
            });
    ApiRequests requests = wordy.requests();
    for (int i = 1; i <= 2; i++) {
      ApiResponse response =
          requests.answer(request(headers(ORDER), Map.of(), PICTURE), Duration.ofMinutes(10));
      assertEquals(200, response.status());
      assertEquals("not-kept", response.headers().get("Fanlens-Idempotency"));
      assertEquals(i, sent.size(), "a repeat is a call of its own");
    }
  }

  @Test
  void shouldMakeNoCallWithoutTheTable() throws Exception {
    api.answers.away(true);
    assertEquals(503, plain(ORDER, PICTURE).status());
    assertEquals(List.of(), sent);
  }

  @Test
  void shouldTakeKeysOfOneHeaderAndOfClientsOnly() throws Exception {
    Map<String, List<String>> twice = headers(ORDER);
    twice.put("idempotency-key", List.of("a", "b"));
    assertEquals(400, answer(request(twice, Map.of(), PICTURE)).status());
    assertEquals(400, plain("", PICTURE).status());
    assertEquals(400, plain("x".repeat(256), PICTURE).status());
    assertEquals(200, plain("x".repeat(255), PICTURE).status());

    api.anonymous = Optional.of(new AnonymousLimits(10, 10));
    Map<String, List<String>> nobody = headers(ORDER);
    nobody.remove("authorization");
    assertEquals(400, answer(request(nobody, Map.of(), PICTURE)).status());
  }

  @Test
  void shouldKeepNoTextOfAClientAndNoPicture() throws Exception {
    plain(ORDER, PICTURE);
    String table = api.answers.toString();

    assertFalse(table.contains("Jane"), table);
    assertFalse(table.contains(Base64.getEncoder().encodeToString(PICTURE)), table);
  }

  private static DetectFacesResponse face(int number, List<String> sent) {
    sent.add("DetectFaces");
    return DetectFacesResponse.builder()
        .faceDetails(FaceDetail.builder().confidence(90f + number).build())
        .build();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private ApiResponse answer(ApiRequest request) throws InterruptedException {
    return api.requests().answer(request, TIME);
  }

  private ApiResponse plain(String key, byte[] picture) throws InterruptedException {
    return answer(request(headers(key), Map.of(), picture));
  }

  private ApiResponse protocol(String key, String body) throws InterruptedException {
    return answer(signed(key, body));
  }

  private ApiRequest signed(String key, String body) {
    return Signing.newerSigner(
        FakeDoorsteps.KEY,
        FakeDoorsteps.SECRET,
        Map.of("X-Amz-Target", "RekognitionService.DetectFaces", "Idempotency-Key", key),
        body,
        api.now);
  }

  private static Map<String, List<String>> headers(String key) {
    String pair = FakeDoorsteps.KEY + ":" + FakeDoorsteps.SECRET;
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("authorization", List.of("Basic " + encoded));
    headers.put("idempotency-key", List.of(key));
    return headers;
  }

  private static ApiRequest request(
      Map<String, List<String>> headers, Map<String, List<String>> query, byte[] body) {
    return new ApiRequest(
        "POST",
        "/v1/{operation}",
        "DetectFaces",
        "/prod/v1/DetectFaces",
        Signing.HOST,
        headers,
        query,
        body,
        "192.0.2.1",
        "r-4");
  }

  private static byte[] form(String boundary) {
    byte[] head =
        "--%s\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\n"
            .formatted(boundary)
            .getBytes(UTF_8);
    byte[] end = "\r\n--%s--\r\n".formatted(boundary).getBytes(UTF_8);
    byte[] form = new byte[head.length + PICTURE.length + end.length];
    System.arraycopy(head, 0, form, 0, head.length);
    System.arraycopy(PICTURE, 0, form, head.length, PICTURE.length);
    System.arraycopy(end, 0, form, head.length + PICTURE.length, end.length);
    return form;
  }

  private static String image(byte[] picture) {
    return "{\"Image\":{\"Bytes\":\"%s\"}}".formatted(Base64.getEncoder().encodeToString(picture));
  }
}
