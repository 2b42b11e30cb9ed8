package io.fanlens.e2e.pipeline;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.aws.DynamoDbQuotaTable;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.local.rekognition.control.Latency;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.Quota;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.log.Call;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
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
  private static final String LIAR = "us-west-2";
  private static final List<String> REGIONS = List.of("us-east-1", "us-east-2", LIAR);
  private static final int PER_SECOND = 20;

  /** 0.9 s worth of all quotas in batches of ten, as the stack derives it. */
  private static final int PROCESSES = 6;

  private static final Duration DEPTH = Duration.ofMillis(500);

  /** The calls are answered by a script, so any picture will do. */
  private static final byte[] SMALL = smallPicture();

  @TempDir static Path directory;
  private static PipelineCloud cloud;

  private String prefix;

  @BeforeAll
  static void start() {
    cloud = PipelineCloud.start(directory, overThreeRegions(), PROCESSES);
    obey();
    // Processes that are just starting would be what is measured.
    await(upload("warm-up", 60));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void startAnew(TestInfo test) {
    prefix = test.getTestMethod().orElseThrow().getName();
    obey();
    cloud.awaitEmptyQueue();
    cloud.clearQuota();
    cloud.cloud().rekognitionCalls().clear();
  }

  @Test
  void shouldUseTheQuotasToTheFullWithoutRunningIntoThem() {
    int pictures = 300;
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
    cloud.rekognition().quota(FACES, LIAR, new Quota(0, Duration.ZERO));
    int pictures = 150;
    await(upload(prefix, pictures));
    long calls = callsTo(LIAR);
    System.out.printf("%d pictures, %d calls to the Region without quota%n", pictures, calls);
    long interval = number(item(LIAR), "iv");
    assertTrue(interval > 1_000_000 / PER_SECOND, "not cut: " + interval);
    assertTrue(calls < pictures, calls + " calls to a Region that answers none");
  }

  @Test
  void shouldLeaveARegionAloneThatIsDown() {
    cloud.rekognition().outage(FACES, LIAR, Outage.FAIL);
    int pictures = 150;
    await(upload(prefix, pictures));
    long calls = callsTo(LIAR);
    System.out.printf("%d pictures, %d calls to the Region that is down%n", pictures, calls);
    assertTrue(item(LIAR).containsKey("openUntil"), () -> "not open: " + item(LIAR));
    assertTrue(calls <= 25, calls + " calls to a Region that is down");
    cloud.rekognition().clear(FACES, LIAR);
    obey();
    await(upload(prefix + "-again", 60));
    PipelineCloud.awaitTrue(
        "the Region's return",
        () -> {
          await(upload(prefix + "-" + System.nanoTime(), 5));
          return !item(LIAR).containsKey("openUntil");
        });
  }

  @Test
  void shouldBookASinglePictureWithoutWaiting() {
    int batchesBefore = metrics().size();
    for (int i = 0; i < 20; i++) {
      await(upload(prefix + i, 1));
    }
    assertEquals(20, cloud.calls(FACES).size());
    assertTrue(cloud.calls(FACES).stream().allMatch(Call::isOk));
    List<Long> waits = waits(batchesBefore);
    System.out.printf("single pictures waited for their start, ms: %s%n", waits);
    assertEquals(20, waits.size());
    assertTrue(waits.get(10) < 250, "half of them waited for more than 250 ms: " + waits);
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
    try (Stream<Path> files = Files.walk(directory.resolve("logs"))) {
      List<JsonNode> lines = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          int start = line.indexOf("{\"_aws\"");
          if (start >= 0) {
            lines.add(new ObjectMapper().readTree(line.substring(start)));
          }
        }
      }
      lines.sort(Comparator.comparing(line -> line.at("/_aws/Timestamp").asLong()));
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each Region's true quota is what the settings say. */
  private static void obey() {
    RekognitionControl rekognition = cloud.rekognition();
    rekognition.clearRegion(ANY);
    ObjectNode noFace = new ObjectMapper().createObjectNode();
    noFace.putArray("FaceDetails");
    rekognition.script(FACES, ANY, request -> Optional.of(noFace));
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

  private static byte[] smallPicture() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    return cloud.quotaItems().stream()
        .filter(item -> item.get(DynamoDbQuotaTable.TARGET).s().endsWith("#" + region))
        .findAny()
        .orElse(Map.of());
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? Long.parseLong(item.get(name).n()) : 0;
  }
}
