package io.fanlens.local.rekognition;

import static io.fanlens.local.rekognition.control.RekognitionControl.ANY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.rekognition.control.Fault;
import io.fanlens.local.rekognition.control.Latency;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.Quota;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.log.Call;
import io.fanlens.local.rekognition.operation.ObjectSource;
import io.fanlens.local.vision.photo.TestPhotos;
import io.fanlens.quota.Sleeper;
import java.awt.image.BufferedImage;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Attribute;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsResponse;
import software.amazon.awssdk.services.rekognition.model.FaceDetail;
import software.amazon.awssdk.services.rekognition.model.GeneralLabelsSettings;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.ImageTooLargeException;
import software.amazon.awssdk.services.rekognition.model.InternalServerErrorException;
import software.amazon.awssdk.services.rekognition.model.InvalidImageFormatException;
import software.amazon.awssdk.services.rekognition.model.InvalidParameterException;
import software.amazon.awssdk.services.rekognition.model.InvalidS3ObjectException;
import software.amazon.awssdk.services.rekognition.model.Label;
import software.amazon.awssdk.services.rekognition.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.rekognition.model.RekognitionException;
import software.amazon.awssdk.services.rekognition.model.S3Object;
import software.amazon.awssdk.services.rekognition.model.ThrottlingException;

/** The endpoint through the AWS SDK. */
class RekognitionEndpointTest {

  private static final String HOME = "eu-west-1";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Image ASTRONAUT = bytes(TestPhotos.astronaut());
  private static final Map<String, byte[]> STORED = new ConcurrentHashMap<>();

  /** A permit for each time that a call began to wait. */
  private static final Semaphore WAITING = new Semaphore(0);

  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /** While it is set, waiting calls wait for it instead of their time. */
  private static volatile CountDownLatch held;

  private static Server server;
  private static RekognitionEndpoint endpoint;
  private static URI uri;
  private static RekognitionClient client;

  @BeforeAll
  static void start() throws Exception {
    ObjectSource objects =
        new ObjectSource() {
          @Override
          public Optional<byte[]> get(String bucket, String key) {
            return Optional.ofNullable(STORED.get(bucket + "/" + key));
          }

          @Override
          public String regionOf(String bucket) {
            return HOME;
          }
        };
    Sleeper sleeper =
        time -> {
          CountDownLatch latch = held;
          WAITING.release();
          if (latch == null) {
            Thread.sleep(time);
          } else {
            latch.await();
          }
        };
    endpoint =
        new RekognitionEndpoint(objects, 10_000, InstantSource.system(), new Random(5), sleeper);
    server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Handler.Sequence(endpoint.controlHandler(), endpoint));
    server.start();
    uri = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    client = client(HOME);
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    server.stop();
  }

  @BeforeEach
  void empty() {
    endpoint.log().clear();
    STORED.clear();
    WAITING.drainPermits();
  }

  @AfterEach
  void clearRules() {
    endpoint.control().clearRegion(ANY);
  }

  @Test
  void shouldReturnTheDefaultAttributesOfAFace() {
    DetectFacesResponse answer = client.detectFaces(r -> r.image(ASTRONAUT));

    assertEquals(1, answer.faceDetails().size());
    FaceDetail face = answer.faceDetails().getFirst();
    assertEquals(0.35, face.boundingBox().left(), 0.02);
    assertEquals(
        List.of("eyeLeft", "eyeRight", "mouthLeft", "mouthRight", "nose"),
        face.landmarks().stream().map(l -> l.typeAsString()).toList());
    assertTrue(face.confidence() > 99);
    assertTrue(face.quality().brightness() > 0 && face.pose().roll() != null);
    assertEquals(null, face.eyesOpen());
    assertFalse(answer.responseMetadata().requestId().isBlank());
  }

  @Test
  void shouldReturnAllSupportedAttributesOnRequest() {
    FaceDetail face =
        client
            .detectFaces(r -> r.image(ASTRONAUT).attributes(Attribute.ALL))
            .faceDetails()
            .getFirst();

    assertEquals(30, face.landmarks().size());
    assertTrue(face.eyesOpen().value());
    assertTrue(face.mouthOpen().value());
    assertTrue(face.smile().value());
    assertEquals("HAPPY", face.emotions().getFirst().typeAsString());
    assertEquals(7, face.emotions().size());
    assertEquals("Female", face.gender().valueAsString());
    assertTrue(
        face.ageRange().low() < 35 && face.ageRange().high() > 35, face.ageRange()::toString);
    assertEquals(null, face.eyeglasses());
    FaceDetail eyes =
        client
            .detectFaces(r -> r.image(ASTRONAUT).attributes(Attribute.EYES_OPEN))
            .faceDetails()
            .getFirst();
    assertTrue(eyes.eyesOpen().value());
    assertEquals(null, eyes.mouthOpen());
    assertEquals(null, eyes.smile());
    assertEquals(null, eyes.gender());
    assertEquals(5, eyes.landmarks().size());
  }

  @Test
  void shouldLabelPeopleByTheirFaces() {
    // Other things may be seen in the test's collage.
    DetectLabelsResponse answer =
        client.detectLabels(
            r ->
                r.image(bytes(TestPhotos.four()))
                    .settings(
                        s ->
                            s.generalLabels(
                                g -> g.labelCategoryInclusionFilters("Person Description"))));

    assertEquals(
        List.of("Person", "Head", "Face"), answer.labels().stream().map(Label::name).toList());
    assertEquals(4, answer.labels().getFirst().instances().size());
    assertEquals(4, answer.labels().getLast().instances().size());
    assertEquals("Head", answer.labels().getLast().parents().getFirst().name());
    assertTrue(answer.labelModelVersion().contains("local"));
    assertEquals(1, client.detectLabels(r -> r.image(ASTRONAUT).maxLabels(1)).labels().size());
    assertEquals(
        0, client.detectLabels(r -> r.image(bytes(TestPhotos.noFace(200, 200)))).labels().size());
  }

  @Test
  void shouldFilterLabelsByNameAndCategory() {
    assertEquals(
        List.of("Face"), labels(settings -> settings.labelInclusionFilters("Face", "Cup")));
    assertEquals(
        List.of("Person", "Head"), labels(settings -> settings.labelExclusionFilters("Face")));
    assertEquals(
        List.of(),
        labels(settings -> settings.labelCategoryExclusionFilters("Person Description")));
    assertThrows(
        InvalidParameterException.class,
        () -> labels(settings -> settings.labelInclusionFilters("Face#")));
  }

  private List<String> labels(Consumer<GeneralLabelsSettings.Builder> filters) {
    return client
        .detectLabels(r -> r.image(ASTRONAUT).settings(s -> s.generalLabels(filters)))
        .labels()
        .stream()
        .map(Label::name)
        .toList();
  }

  @Test
  void shouldReadPicturesOnlyFromBucketsOfItsRegion() {
    STORED.put("photos/a b.jpg", TestPhotos.astronaut());

    assertEquals(
        1, client.detectFaces(r -> r.image(object("photos", "a b.jpg"))).faceDetails().size());
    InvalidS3ObjectException missing =
        assertThrows(
            InvalidS3ObjectException.class,
            () -> client.detectFaces(r -> r.image(object("photos", "b.jpg"))));
    assertTrue(
        missing
            .awsErrorDetails()
            .errorMessage()
            .startsWith("Unable to get object metadata from S3."));
    try (RekognitionClient far = client("eu-west-2")) {
      assertThrows(
          InvalidS3ObjectException.class,
          () -> far.detectFaces(r -> r.image(object("photos", "a b.jpg"))));
    }
    assertEquals(
        List.of(
            "photos/a b.jpg OK",
            "photos/b.jpg InvalidS3ObjectException",
            "photos/a b.jpg InvalidS3ObjectException"),
        endpoint.log().all().stream().map(c -> c.object() + " " + c.outcome()).toList());
  }

  @Test
  void shouldRejectWhatRekognitionRejects() {
    STORED.put("photos/large.jpg", new byte[15 * 1024 * 1024 + 1]);
    byte[] tooSmall =
        TestPhotos.encoded(new BufferedImage(200, 79, BufferedImage.TYPE_INT_RGB), "png");
    byte[] tooWide =
        TestPhotos.encoded(new BufferedImage(10_001, 80, BufferedImage.TYPE_BYTE_BINARY), "png");
    byte[] gif = TestPhotos.encoded(new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB), "gif");
    Image both =
        ASTRONAUT.toBuilder().s3Object(S3Object.builder().bucket("b").name("k").build()).build();

    refused(ImageTooLargeException.class, bytes(new byte[5_242_881]));
    refused(ImageTooLargeException.class, object("photos", "large.jpg"));
    refused(InvalidParameterException.class, bytes(tooSmall));
    refused(InvalidParameterException.class, Image.builder().build());
    refused(InvalidParameterException.class, both);
    refused(InvalidImageFormatException.class, bytes(gif));
    refused(InvalidImageFormatException.class, bytes("hello".getBytes(StandardCharsets.UTF_8)));
    assertThrows(
        ImageTooLargeException.class, () -> client.detectLabels(r -> r.image(bytes(tooWide))));
    assertEquals(0, client.detectFaces(r -> r.image(bytes(tooWide))).faceDetails().size());
    assertThrows(
        InvalidParameterException.class,
        () -> client.detectFaces(r -> r.image(ASTRONAUT).attributesWithStrings("NOSE_COLOR")));
    assertThrows(
        InvalidParameterException.class,
        () -> client.detectLabels(r -> r.image(ASTRONAUT).minConfidence(101f)));
    assertThrows(
        InvalidParameterException.class,
        () -> client.detectLabels(r -> r.image(ASTRONAUT).maxLabels(-1)));
  }

  @Test
  void shouldThrottleAboveTheQuotaOfARegion() {
    String fresh = "ap-southeast-2"; // no other test has drawn on its bucket
    endpoint.control().quota("DetectFaces", fresh, new Quota(0.001, Duration.ofMinutes(50)));
    List<String> outcomes = new ArrayList<>();
    try (RekognitionClient limited = client(fresh)) {
      for (int i = 0; i < 5; i++) {
        try {
          limited.detectFaces(r -> r.image(ASTRONAUT));
        } catch (ProvisionedThroughputExceededException e) {
          assertEquals(400, e.statusCode());
          outcomes.add("throttled");
        }
      }
    }
    assertEquals(List.of("throttled", "throttled"), outcomes);
    assertEquals(
        2, endpoint.log().count(c -> c.outcome().equals("ProvisionedThroughputExceededException")));
    try (RekognitionClient other = client("us-east-1")) {
      other.detectFaces(r -> r.image(ASTRONAUT));
    }
    assertEquals(1, endpoint.log().count(c -> c.region().equals("us-east-1") && c.isOk()));
  }

  @Test
  void shouldAnswerLikeSomethingBeforeTheService() {
    endpoint.control().outage(ANY, HOME, Outage.GATEWAY);
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      SdkException failure =
          assertThrows(SdkException.class, () -> client.detectFaces(r -> r.image(ASTRONAUT)));
      boolean isRead =
          failure instanceof RekognitionException e && e.awsErrorDetails().errorCode() == null;
      seen.add(isRead ? "no code" : failure.getClass().getSimpleName());
    }
    assertEquals(List.of("no code", "no code", "no code"), seen.subList(0, 3), "pages");
    assertEquals(List.of("no code", "no code", "no code"), seen.subList(3, 6), "nothing");
    assertEquals(9, endpoint.log().all().size());
    assertTrue(endpoint.log().all().stream().noneMatch(Call::isPaid));
    endpoint.control().clear(ANY, HOME);
    endpoint.control().fault(ANY, HOME, Fault.next(1, Fault.Kind.QUOTING));
    RekognitionException quoting =
        assertThrows(
            RekognitionException.class,
            () -> client.detectFaces(r -> r.image(object("photos", "jane.jpg"))));
    assertTrue(quoting.awsErrorDetails().errorMessage().contains("'jane.jpg'"));
  }

  @Test
  void shouldFailAsConfigured() {
    RekognitionControl control = endpoint.control();

    control.fault("DetectFaces", HOME, Fault.next(1, Fault.Kind.THROTTLE));
    refused(ProvisionedThroughputExceededException.class, ASTRONAUT);
    control.fault("DetectFaces", ANY, Fault.next(1, Fault.Kind.RATE_EXCEEDED));
    assertEquals(400, refused(ThrottlingException.class, ASTRONAUT).statusCode());
    control.fault(ANY, HOME, Fault.next(1, Fault.Kind.INTERNAL_ERROR));
    assertEquals(500, refused(InternalServerErrorException.class, ASTRONAUT).statusCode());
    control.fault(ANY, ANY, Fault.next(1, Fault.Kind.UNAVAILABLE));
    assertEquals(503, refused(RekognitionException.class, ASTRONAUT).statusCode());
    control.fault(ANY, ANY, Fault.next(1, Fault.Kind.DROP_CONNECTION));
    assertThrows(SdkClientException.class, () -> client.detectFaces(r -> r.image(ASTRONAUT)));
    assertEquals(1, client.detectFaces(r -> r.image(ASTRONAUT)).faceDetails().size());
    control.outage(ANY, HOME, Outage.FAIL);
    assertEquals(503, refused(RekognitionException.class, ASTRONAUT).statusCode());
    assertEquals(7, endpoint.log().all().size());
    assertEquals(1, endpoint.log().count(c -> c.outcome().equals(Call.DROPPED)));
  }

  @Test
  void shouldCountAHangingCallWhoseClientGaveUp() throws Exception {
    endpoint.control().fault(ANY, ANY, Fault.hangNext(1, Duration.ofMinutes(10)));
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String request =
          """
          POST / HTTP/1.1
          Host: localhost
          X-Amz-Target: RekognitionService.DetectFaces
          Authorization: AWS4-HMAC-SHA256 Credential=K/20260101/%s/rekognition/aws4_request
          Content-Length: 2

          {}\
          """
              .formatted(HOME)
              .replace("\n", "\r\n");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      awaitWaitingCall();
    }
    assertEquals(List.of(Call.PENDING), endpoint.log().all().stream().map(Call::outcome).toList());
  }

  @Test
  void shouldHangDuringAnOutageAndDropTheCallAtItsEnd() throws Exception {
    endpoint.control().outage(ANY, HOME, Outage.HANG);
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      Future<?> call =
          executor.submit(
              () ->
                  assertThrows(
                      SdkClientException.class, () -> client.detectFaces(r -> r.image(ASTRONAUT))));
      awaitWaitingCall();
      endpoint.control().outage(ANY, HOME, Outage.NONE);
      call.get();
    }
  }

  @Test
  void shouldTakeAtLeastTheLatency() {
    endpoint.control().latency("DetectFaces", HOME, Latency.fixed(Duration.ofMillis(50)));
    client.detectFaces(r -> r.image(ASTRONAUT));
    assertTrue(endpoint.log().all().getFirst().millis() >= 50);
  }

  @Test
  void shouldLetHundredsOfCallsWaitConcurrently() throws Exception {
    client.detectFaces(r -> r.image(ASTRONAUT)); // from here on the answer is cached
    endpoint.log().clear();
    String fresh = "ap-northeast-2"; // no other test has drawn on its bucket
    endpoint.control().quota("DetectFaces", fresh, new Quota(1000, Duration.ofSeconds(1)));
    endpoint.control().latency("DetectFaces", fresh, Latency.fixed(Duration.ofMinutes(10)));
    held = new CountDownLatch(1);
    try (RekognitionClient patient = client(fresh);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        calls.add(
            executor.submit(
                () -> patient.detectFaces(r -> r.image(ASTRONAUT)).faceDetails().size()));
      }
      assertTrue(WAITING.tryAcquire(200, 5, TimeUnit.MINUTES), "not all calls are waiting");
      held.countDown();
      for (Future<Integer> call : calls) {
        assertEquals(1, call.get());
      }
    } finally {
      held.countDown();
      held = null;
    }
    assertEquals(200, endpoint.log().count(Call::isOk));
  }

  @Test
  void shouldAnswerFromAScript() throws Exception {
    JsonNode none = JSON.readTree("{\"FaceDetails\":[]}");
    endpoint
        .control()
        .script(
            "DetectFaces",
            ANY,
            r -> r.path("Attributes").isEmpty() ? Optional.of(none) : Optional.empty());

    assertEquals(0, client.detectFaces(r -> r.image(ASTRONAUT)).faceDetails().size());
    assertEquals(
        1,
        client.detectFaces(r -> r.image(ASTRONAUT).attributes(Attribute.ALL)).faceDetails().size());

    JsonNode text = JSON.readTree("{\"TextDetections\":[{\"DetectedText\":\"NASA\"}]}");
    endpoint.control().script("DetectText", HOME, r -> Optional.of(text));
    assertEquals(
        "NASA",
        client.detectText(r -> r.image(ASTRONAUT)).textDetections().getFirst().detectedText());
  }

  @Test
  void shouldNameUnsupportedOperationsAndRegions() {
    RekognitionException collections =
        assertThrows(RekognitionException.class, () -> client.listCollections());
    assertEquals("UnknownOperationException", collections.awsErrorDetails().errorCode());
    try (RekognitionClient north = client("eu-north-1")) {
      RekognitionException e =
          assertThrows(
              RekognitionException.class, () -> north.detectFaces(r -> r.image(ASTRONAUT)));
      assertTrue(e.getMessage().contains("not offered in the Region 'eu-north-1'"), e.getMessage());
      endpoint.control().quota("DetectFaces", "eu-north-1", new Quota(5, Duration.ofSeconds(1)));
      assertEquals(1, north.detectFaces(r -> r.image(ASTRONAUT)).faceDetails().size());
    }
  }

  @Test
  void shouldRejectUnsignedRequests() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri)
                .header("X-Amz-Target", "RekognitionService.DetectFaces")
                .POST(BodyPublishers.ofString("{}")));

    assertEquals(400, answer.statusCode());
    assertEquals(
        "MissingAuthenticationTokenException", JSON.readTree(answer.body()).get("__type").asText());
    assertEquals(
        "application/x-amz-json-1.1", answer.headers().firstValue("Content-Type").orElseThrow());
  }

  @Test
  void shouldBeControlledOverHttp() throws Exception {
    URI region = uri.resolve("/_fanlens/rekognition/regions/" + HOME);
    HttpResponse<String> put =
        send(
            HttpRequest.newBuilder(region)
                .PUT(
                    BodyPublishers.ofString(
                        """
                        {"operation": "DetectFaces", "quota": {"permitsPerSecond": 7, "burstSeconds": 2},
                         "latency": {"millis": 1, "sigma": 0.1}, "faults": [{"kind": "internal_error", "next": 1}]}
                        """)));
    assertEquals(200, put.statusCode(), put.body());
    assertEquals(7, JSON.readTree(put.body()).at("/quotas/DetectFaces/permitsPerSecond").asInt());
    refused(InternalServerErrorException.class, ASTRONAUT);
    client.detectFaces(r -> r.image(ASTRONAUT));

    HttpResponse<String> calls =
        send(HttpRequest.newBuilder(uri.resolve("/_fanlens/rekognition/calls")));
    assertEquals(
        List.of("InternalServerError", "OK"),
        JSON.readTree(calls.body()).findValuesAsText("outcome"));
    assertEquals(
        "[]",
        send(HttpRequest.newBuilder(
                uri.resolve("/_fanlens/rekognition/calls?since=2999-01-01T00:00:00Z")))
            .body());
    send(HttpRequest.newBuilder(uri.resolve("/_fanlens/rekognition/calls")).DELETE());
    assertEquals(List.of(), endpoint.log().all());
    HttpResponse<String> gone = send(HttpRequest.newBuilder(region).DELETE());
    assertEquals(
        100, JSON.readTree(gone.body()).at("/quotas/DetectFaces/permitsPerSecond").asInt());
  }

  @Test
  void shouldRejectInvalidControlRequestsWithAMessage() throws Exception {
    URI region = uri.resolve("/_fanlens/rekognition/regions/" + HOME);
    for (String bad :
        List.of(
            "nonsense",
            "[]",
            "",
            "{\"quotas\": {}}",
            "{\"quota\": {\"permitsPerSecond\": \"many\"}}",
            "{\"quota\": {\"permitsPerSecond\": -1}}",
            "{\"operation\": \"DetectDogs\"}",
            "{\"outage\": \"maybe\"}",
            "{\"faults\": [{\"kind\": \"hang\", \"next\": 1}]}",
            "{\"faults\": [{\"kind\": \"throttle\", \"probability\": 2}]}",
            "{\"latency\": {\"millis\": -5}}")) {
      HttpResponse<String> answer =
          send(HttpRequest.newBuilder(region).PUT(BodyPublishers.ofString(bad)));
      assertEquals(400, answer.statusCode(), bad);
      assertTrue(JSON.readTree(answer.body()).get("error").asText().endsWith("."), answer.body());
    }
    assertEquals(
        400,
        send(HttpRequest.newBuilder(uri.resolve("/_fanlens/rekognition/calls?since=now")))
            .statusCode());
    assertEquals(
        404, send(HttpRequest.newBuilder(uri.resolve("/_fanlens/rekognition/else"))).statusCode());
  }

  private static <E extends Throwable> E refused(Class<E> expected, Image image) {
    return assertThrows(expected, () -> client.detectFaces(r -> r.image(image)));
  }

  private static void awaitWaitingCall() throws InterruptedException {
    assertTrue(WAITING.tryAcquire(5, TimeUnit.MINUTES), "no call is waiting");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static Image bytes(byte[] bytes) {
    return Image.builder().bytes(SdkBytes.fromByteArray(bytes)).build();
  }

  private static Image object(String bucket, String key) {
    return Image.builder().s3Object(S3Object.builder().bucket(bucket).name(key).build()).build();
  }

  private static RekognitionClient client(String region) {
    return RekognitionClient.builder()
        .endpointOverride(uri)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(Apache5HttpClient.builder().maxConnections(300).socketTimeout(TIMEOUT))
        .overrideConfiguration(
            c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()).apiCallTimeout(TIMEOUT))
        .build();
  }
}
