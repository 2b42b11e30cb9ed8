package io.fanlens.e2e.pipeline;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.FunctionLogs;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.ScriptedAnswers;
import io.fanlens.local.rekognition.control.Latency;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.Quota;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.log.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Several processes of the real function share the quotas of three Regions. */
public class QuotaIT {

  private static final String ANY = RekognitionControl.ANY;
  private static final String THROTTLED = "ProvisionedThroughputExceededException";
  private static final String OVERSTATED = "us-west-2";
  private static final List<String> REGIONS = List.of("us-east-1", "us-east-2", OVERSTATED);

  /** So few that a slow machine keeps up with them. */
  private static final int PER_SECOND = 5;

  private static final int PROCESSES = 4;

  /** A stall of a busy machine is shorter: what was reserved in time may arrive late. */
  private static final Duration DEPTH = Duration.ofSeconds(3);

  /** The calls are answered by a script, so any picture will do. */
  private static final byte[] SMALL = PipelinePictures.plain("jpeg");

  @TempDir static Path directory;
  private static PipelineCloud cloud;

  private String prefix;

  @BeforeAll
  static void start() {
    cloud =
        new PipelineOptions(directory).settings(overThreeRegions()).processes(PROCESSES).start();
    obey(cloud.rekognition());
    // Processes that are just starting would be what is measured.
    await(upload("warm-up", 40));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void startAnew(TestInfo test) {
    prefix = test.getTestMethod().orElseThrow().getName();
    obey(cloud.rekognition());
    cloud.queue().awaitEmpty();
    cloud.quota().clear();
    cloud.cloud().rekognitionCalls().clear();
  }

  @Test
  void shouldUseTheQuotasToTheFullWithoutRunningIntoThem() {
    int pictures = 150;
    Instant begin = Instant.now();
    List<String> keys = upload(prefix, pictures);
    Duration uploaded = Duration.between(begin, Instant.now());
    await(keys);
    List<Call> calls = cloud.calls(FACES);
    long throttled = calls.stream().filter(call -> call.outcome().equals(THROTTLED)).count();
    Duration taken = Duration.between(calls.getFirst().time(), calls.getLast().time());
    double ideal = pictures / (double) (PER_SECOND * REGIONS.size());
    System.out.printf(
        "%d pictures, uploaded in %d ms: %d calls, %d throttled, %d ms of an ideal %.0f ms, calls"
            + " in each second %s%n",
        pictures,
        uploaded.toMillis(),
        calls.size(),
        throttled,
        taken.toMillis(),
        ideal * 1000,
        bySecond(calls));
    assertTrue(throttled * 100 < pictures, throttled + " calls throttled");
    assertTrue(taken.toMillis() >= 900 * ideal, "faster than the quotas allow: " + taken);
  }

  @Test
  void shouldSlowDownARegionThatHasLessThanItsQuota() {
    cloud.rekognition().quota(FACES, OVERSTATED, new Quota(0, Duration.ZERO));
    int pictures = 60;
    await(upload(prefix, pictures));
    long calls = callsTo(OVERSTATED);
    System.out.printf("%d pictures, %d calls to the Region without quota%n", pictures, calls);
    long interval = number(item(OVERSTATED), "iv");
    assertTrue(interval > 1_000_000 / PER_SECOND, "not cut: " + interval);
    assertTrue(calls < pictures, calls + " calls to a Region that answers none");
  }

  @Test
  void shouldLeaveARegionAloneThatIsDown() {
    cloud.rekognition().outage(FACES, OVERSTATED, Outage.FAIL);
    int pictures = 60;
    Instant begin = Instant.now();
    await(upload(prefix, pictures));
    long calls = callsTo(OVERSTATED);
    System.out.printf("%d pictures, %d calls to the Region that is down%n", pictures, calls);
    assertTrue(item(OVERSTATED).containsKey("openUntil"), () -> "not open: " + item(OVERSTATED));
    // Those that open the breaker, and then a probe in 2 s at most, however long this takes.
    long probes = Duration.between(begin, Instant.now()).toSeconds() / 2;
    assertTrue(calls <= 20 + probes, calls + " calls to a Region that is down");
    cloud.rekognition().clear(FACES, OVERSTATED);
    obey(cloud.rekognition());
    await(upload(prefix + "-again", 20));
    Eventually.until(
        "the Region's return",
        () -> {
          await(upload(prefix + "-" + System.nanoTime(), 5));
          return !item(OVERSTATED).containsKey("openUntil");
        });
  }

  @Test
  void shouldMeasureTheWaitOfEachPictureForItsStart() {
    int batchesBefore = metrics().size();
    for (int i = 0; i < 10; i++) {
      await(upload(prefix + i, 1));
    }
    assertEquals(10, cloud.calls(FACES).size());
    assertTrue(cloud.calls(FACES).stream().allMatch(Call::isOk));
    // A function prints its metrics once its rows are written, so the last line may still be on its
    // way.
    Eventually.until("the metrics of ten pictures", () -> waits(batchesBefore).size() >= 10);
    List<Long> waits = waits(batchesBefore);
    System.out.printf("single pictures waited for their start, ms: %s%n", waits);
    assertEquals(10, waits.size());
  }

  /** What the functions' metrics say of waits for a start, without those of earlier batches. */
  private static List<Long> waits(int earlierLines) {
    return metrics().stream()
        .skip(earlierLines)
        .flatMap(line -> line.path("Wait").valueStream())
        .map(JsonNode::asLong)
        .sorted()
        .toList();
  }

  /** The lines that CloudWatch would take for metrics, oldest first. */
  private static List<JsonNode> metrics() {
    return FunctionLogs.lines(directory).stream()
        .filter(line -> line.contains("{\"_aws\""))
        .map(QuotaIT::json)
        .sorted(Comparator.comparing(line -> line.at("/_aws/Timestamp").asLong()))
        .toList();
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line.substring(line.indexOf("{\"_aws\"")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each Region's true quota is what the settings say. */
  public static void obey(RekognitionControl rekognition) {
    rekognition.clearRegion(ANY);
    ScriptedAnswers.nothingFound(rekognition);
    for (String region : REGIONS) {
      rekognition.quota(FACES, region, new Quota(PER_SECOND, DEPTH));
      rekognition.latency(FACES, region, Latency.lognormal(Duration.ofMillis(350), 0.3));
    }
  }

  public static Map<String, Object> overThreeRegions() {
    return Map.of(
        "operations",
        List.of(
            Map.of(
                "operation",
                FACES,
                "targets",
                REGIONS.stream()
                    .map(
                        region ->
                            Map.of("region", region, "permitsPerSecond", PER_SECOND, "weight", 20))
                    .toList())));
  }

  private static List<String> upload(String prefix, int pictures) {
    List<String> keys = IntStream.range(0, pictures).mapToObj(i -> prefix + "/" + i).toList();
    keys.parallelStream().forEach(key -> cloud.upload(key, SMALL));
    return keys;
  }

  private static void await(List<String> keys) {
    keys.forEach(key -> cloud.awaitRow(key, FACES, "SUCCEEDED"));
  }

  private static Map<Long, Long> bySecond(List<Call> calls) {
    return calls.stream()
        .collect(
            Collectors.groupingBy(
                call -> Duration.between(calls.getFirst().time(), call.time()).toSeconds(),
                TreeMap::new,
                Collectors.counting()));
  }

  private static long callsTo(String region) {
    return cloud.calls(FACES).stream().filter(call -> call.region().equals(region)).count();
  }

  private static Map<String, AttributeValue> item(String region) {
    return cloud.quota().of(region);
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? Long.parseLong(item.get(name).n()) : 0;
  }
}
