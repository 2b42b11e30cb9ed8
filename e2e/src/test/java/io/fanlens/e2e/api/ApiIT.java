package io.fanlens.e2e.api;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.local.rekognition.control.RekognitionControl.ANY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.access.CallLimit;
import io.fanlens.aws.DynamoDbSpendingTable;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.FunctionLogs;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.ScriptedAnswers;
import io.fanlens.local.rekognition.control.Fault;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.log.Call;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The stage with an API: the real function behind the real gateway's rules. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(6)
class ApiIT {

  private static final String TEXT = "DetectText";
  private static final int CALLS_A_DAY = 1_000;

  private static final int FACES_PER_SECOND = 4;

  /** Of a key's secret, from one address within a minute. */
  private static final int MOST_GUESSES = 10;

  /** Its last picture would be analyzed after 100 s. */
  private static final int BURST = 400;

  @TempDir static Path directory;
  private static ApiCloud api;
  private static PipelineCloud cloud;
  private static PlainCalls shop;

  @BeforeAll
  static void start() {
    api =
        ApiCloud.start(
            ApiCloud.options(directory)
                .setting("quota.maxCallsPerDay", CALLS_A_DAY)
                .setting(
                    "operations.0.targets",
                    List.of(
                        Map.of(
                            "region",
                            "us-east-1",
                            "permitsPerSecond",
                            FACES_PER_SECOND,
                            "weight",
                            20))));
    cloud = api.pipeline();
    shop = new PlainCalls(api, api.client("shop", CallLimit.NONE));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void endFaults() {
    cloud.rekognition().clearRegion(ANY);
    cloud.quota().clear();
  }

  @Test
  void shouldSayWhatWasSentAndWhereAndWhatIsLeft() throws Exception {
    PlainCalls limited = new PlainCalls(api, api.client("limited", new CallLimit(2, 9)));

    HttpResponse<String> answer =
        limited.answered(
            TEXT + "?filters.wordFilter.minConfidence=80", PipelinePictures.plain("bmp"));

    assertEquals(200, answer.statusCode(), answer::body);
    assertTrue(new ObjectMapper().readTree(answer.body()).path("TextDetections").isArray());
    assertTrue(
        header(answer, "Fanlens-Sent").matches("(JPEG|PNG) 200x150 \\d+ from BMP"),
        () -> header(answer, "Fanlens-Sent"));
    assertTrue(header(answer, "Fanlens-Region").startsWith("us-"));
    assertEquals("2", header(answer, "RateLimit-Limit"));
    assertEquals("1", header(answer, "RateLimit-Remaining"));
    assertTrue(Integer.parseInt(header(answer, "RateLimit-Reset")) <= 86_400);

    assertEquals(200, limited.answered(TEXT, PipelinePictures.face()).statusCode());
    HttpResponse<String> refused = limited.answered(TEXT, PipelinePictures.face());
    assertEquals(429, refused.statusCode());
    assertEquals("ServiceQuotaExceededException", problem(refused));
    assertEquals("0", header(refused, "RateLimit-Remaining"));
    assertFalse(header(refused, "Retry-After").isEmpty());
  }

  @Test
  void shouldNotCountWhatWasNotPaidFor() throws Exception {
    ApiKey key = api.client("careless", new CallLimit(1, 1));
    PlainCalls careless = new PlainCalls(api, key);

    assertEquals(415, careless.answered(TEXT, new byte[] {1, 2, 3}).statusCode());
    assertEquals(
        400, careless.answered(TEXT + "?nonsense=1", PipelinePictures.face()).statusCode());
    assertEquals(404, careless.answered("DetectAliens", PipelinePictures.face()).statusCode());
    assertEquals(0, api.clients().get(key.id()).orElseThrow().counted().dayCalls());
    assertEquals(200, careless.answered(TEXT, PipelinePictures.face()).statusCode());
    assertEquals(1, api.clients().get(key.id()).orElseThrow().counted().monthCalls());
  }

  @Test
  void shouldRefuseADisabledARotatedAndAnUnknownKey() throws Exception {
    ApiKey key = api.client("leaving", CallLimit.NONE);
    PlainCalls leaving = new PlainCalls(api, key);
    assertEquals(200, leaving.answered(TEXT, PipelinePictures.face()).statusCode());

    api.clients().enable(key.id(), false);
    assertEquals("UnrecognizedClientException", problem(leaving.answered(TEXT, new byte[] {1})));
    api.clients().enable(key.id(), true);
    assertEquals(200, leaving.answered(TEXT, PipelinePictures.face()).statusCode());
    String master = api.clients().get(key.id()).orElseThrow().master();
    api.clients().rotate(key.id(), master);
    HttpResponse<String> rotated = leaving.answered(TEXT, PipelinePictures.face());
    assertEquals(401, rotated.statusCode());
    assertEquals("UnrecognizedClientException", problem(rotated));
    api.clients().remove(key.id());
    assertEquals(401, leaving.answered(TEXT, PipelinePictures.face()).statusCode());
  }

  @Test
  void shouldLetNobodyGuessASecret() throws Exception {
    ApiKey key = api.client("guessed at", CallLimit.NONE);
    PlainCalls guesses = new PlainCalls(api, new ApiKey(key.id(), "guess"));
    for (int i = 0; i < MOST_GUESSES; i++) {
      assertEquals(401, guesses.post(TEXT, new byte[] {1}).statusCode());
    }

    HttpResponse<String> refused = guesses.post(TEXT, new byte[] {1});

    assertEquals(429, refused.statusCode(), refused::body);
    assertEquals("TooManyFailedSignInsException", problem(refused));
    int seconds = Integer.parseInt(header(refused, "Retry-After"));
    assertTrue(seconds > 0 && seconds <= 60, "a minute at most: " + seconds);
    assertEquals(429, new PlainCalls(api, key).post(TEXT, new byte[] {1}).statusCode());
    assertEquals(200, shop.answered(TEXT, PipelinePictures.face()).statusCode(), "other keys");
  }

  @Test
  void shouldFailOverFromRegionsThatThrottleOrAreAway() {
    cloud.rekognition().fault(TEXT, "us-east-1", Fault.withProbability(1, Fault.Kind.THROTTLE));
    cloud.rekognition().outage(TEXT, "us-east-2", Outage.FAIL);
    cloud.rekognition().outage(TEXT, "us-west-1", Outage.FAIL);

    Set<String> regions = new TreeSet<>();
    for (int i = 0; i < 8; i++) {
      HttpResponse<String> answer = shop.answered(TEXT, PipelinePictures.face());
      assertEquals(200, answer.statusCode(), answer::body);
      regions.add(header(answer, "Fanlens-Region"));
    }
    assertEquals(Set.of("us-west-2"), regions);
  }

  /** The pictures of the bucket wait; whoever calls does not. Late, because the burst goes on. */
  @Test
  @Order(Integer.MAX_VALUE - 1)
  void shouldAnswerCallsBesideABurst() {
    ScriptedAnswers.nothingFound(cloud.rekognition());
    byte[] picture = PipelinePictures.plain("jpeg");
    List<String> keys = IntStream.range(0, BURST).mapToObj(i -> "burst/" + i).toList();
    keys.parallelStream().forEach(key -> cloud.upload(key, picture));
    cloud.awaitRow(keys.getFirst(), FACES, "SUCCEEDED");

    for (int i = 0; i < 3; i++) {
      // A starving call would be answered at last, but after the burst.
      Eventually.until("an answer", () -> shop.post(FACES, picture).statusCode() == 200);
    }
    assertTrue(finished(keys) < BURST, "the burst was over before the calls were answered");
  }

  /** Last, because a process that met the limit asks again after a minute. */
  @Test
  @Order(Integer.MAX_VALUE)
  void shouldStopAtTheDailySpending() throws Exception {
    DynamoDbSpendingTable spending =
        new DynamoDbSpendingTable(
            cloud.cloud().clients().dynamodb(), cloud.cloud().outputs().get("QuotaTableName"));
    assertEquals(200, shop.answered(TEXT, PipelinePictures.face()).statusCode());
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    int left = spending.take(today, CALLS_A_DAY, CALLS_A_DAY);
    assertTrue(left > 0 && left < CALLS_A_DAY, "calls of the API are counted: " + left);
    // What the process has in hand is still its own, and what a batch returns may be taken again.
    Eventually.until(
        "the last calls to be made",
        () -> shop.answered(TEXT, PipelinePictures.face()).statusCode() == 429);
    ApiKey key = api.client("spender", new CallLimit(5, 5));

    HttpResponse<String> refused = new PlainCalls(api, key).post(TEXT, PipelinePictures.face());

    assertEquals(429, refused.statusCode(), refused::body);
    assertEquals("ServiceQuotaExceededException", problem(refused));
    assertEquals(0, api.clients().get(key.id()).orElseThrow().counted().dayCalls());
  }

  @Test
  void shouldLeaveNoTraceOfAPicture() throws Exception {
    byte[] picture = PipelinePictures.named("a picture of nobody's business");

    assertEquals(200, shop.answered("DetectLabels", picture).statusCode());

    assertEquals(List.of(), cloud.allRows());
    assertEquals(List.of(), cloud.cloud().events().all());
    for (String bucket : List.of("BucketName", "AnswerBucketName")) {
      assertEquals(
          List.of(),
          cloud
              .cloud()
              .clients()
              .s3()
              .listObjectsV2(list -> list.bucket(cloud.cloud().outputs().get(bucket)))
              .contents());
    }
    List<Call> paid = cloud.paidCalls("DetectLabels", picture);
    assertEquals(1, paid.size());
    String logs = String.join("\n", FunctionLogs.lines(directory));
    for (String trace :
        List.of(
            PipelinePictures.digest(picture),
            "nobody's business",
            shop.key().id(),
            shop.key().secret(),
            shop.basic())) {
      assertFalse(logs.contains(trace), trace);
    }
  }

  private static long finished(List<String> keys) {
    return keys.stream()
        .filter(key -> cloud.row(key, FACES).filter(row -> row.containsKey("status")).isPresent())
        .count();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String problem(HttpResponse<String> answer) throws Exception {
    assertEquals("application/problem+json", header(answer, "Content-Type"));
    return new ObjectMapper().readTree(answer.body()).path("title").asText();
  }
}
