package io.fanlens.e2e.pipeline;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.BucketWatch;
import io.fanlens.e2e.BucketWatch.Reader;
import io.fanlens.e2e.BucketWatch.Seen;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.local.rekognition.log.Call;
import io.fanlens.picture.OddPictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How pictures are sent: DetectFaces is configured for the home Region only, DetectLabels for
 * another one only.
 */
class SendingIT {

  private static final int MB = 1_000_000;
  private static final String HOME = "us-east-1";
  private static final String ELSEWHERE = "us-west-2";
  private static final String HEAD_RANGE = "bytes=0-65535";

  @TempDir static Path directory;
  private static final BucketWatch BUCKET = new BucketWatch();
  private static PipelineCloud cloud;

  @BeforeAll
  static void start() {
    cloud =
        new PipelineOptions(directory)
            .setting("operations.0.targets", only(HOME))
            .setting("operations.1.targets", only(ELSEWHERE))
            .filter(BUCKET)
            .start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void shouldSendAnObjectAtHomeAndBytesElsewhere() {
    cloud.upload("usual.jpg", face(MB));
    Map<String, AttributeValue> faces = cloud.awaitRow("usual.jpg", FACES, "SUCCEEDED");
    assertSent(faces, HOME, "S3Object", MB);
    assertEquals("1", faces.get("count").n());
    assertEquals("1", faces.get("calls").n());
    Map<String, AttributeValue> labels = cloud.awaitRow("usual.jpg", LABELS, "SUCCEEDED");
    assertSent(labels, ELSEWHERE, "Bytes", MB);
    assertFalse(labels.get("sent").m().containsKey("convertedFrom"));
    assertEquals(
        List.of(
            ours("GET", "usual.jpg", HEAD_RANGE),
            theirs("usual.jpg"),
            ours("HEAD", "usual.jpg", ""),
            stillThere("usual.jpg"),
            ours("GET", "usual.jpg", "bytes=65536-")),
        BUCKET.of("usual.jpg"),
        "before the Region elsewhere needs the rest, nothing beyond the head is fetched");
  }

  @Test
  void shouldSendASmallPictureAsBytesEverywhereWithoutFetchingMore() {
    cloud.upload("small.jpg", face(0));
    assertSent(cloud.awaitRow("small.jpg", FACES), HOME, "Bytes", face(0).length);
    assertSent(cloud.awaitRow("small.jpg", LABELS), ELSEWHERE, "Bytes", face(0).length);
    assertEquals(
        List.of(ours("GET", "small.jpg", HEAD_RANGE), stillThere("small.jpg")),
        BUCKET.of("small.jpg"));
  }

  @Test
  void shouldSendALargePictureAsItIsAtHomeAndConvertedElsewhere() {
    cloud.upload("large.jpg", face(6 * MB));
    assertSent(cloud.awaitRow("large.jpg", FACES, "SUCCEEDED"), HOME, "S3Object", 6 * MB);
    Map<String, AttributeValue> labels = cloud.awaitRow("large.jpg", LABELS, "SUCCEEDED");
    assertEquals("Bytes", labels.get("sent").m().get("via").s());
    assertEquals("JPEG", labels.get("sent").m().get("convertedFrom").s());
    assertTrue(Integer.parseInt(labels.get("sent").m().get("bytes").n()) <= 5_242_880);
  }

  @Test
  void shouldConvertForEveryRegionWhatIsTooLargeForAnObject() {
    cloud.upload("larger.jpg", face(20 * MB));
    for (String operation : List.of(FACES, LABELS)) {
      Map<String, AttributeValue> row = cloud.awaitRow("larger.jpg", operation, "SUCCEEDED");
      assertEquals("Bytes", row.get("sent").m().get("via").s());
      assertEquals("JPEG", row.get("sent").m().get("convertedFrom").s());
    }
    assertEquals("1", cloud.awaitRow("larger.jpg", FACES).get("count").n());
    assertEquals(
        List.of(
            ours("GET", "larger.jpg", HEAD_RANGE),
            ours("GET", "larger.jpg", "bytes=65536-"),
            stillThere("larger.jpg")),
        BUCKET.of("larger.jpg"),
        "fetched once for both");
  }

  @Test
  void shouldSendTheBytesOnceRekognitionRefusesTheObject() {
    BUCKET.once(theirs("refused.jpg"), BucketWatch.error(404, "NoSuchKey"));
    cloud.upload("refused.jpg", face(2 * MB));
    Map<String, AttributeValue> row = cloud.awaitRow("refused.jpg", FACES, "SUCCEEDED");
    assertSent(row, HOME, "Bytes", 2 * MB);
    assertEquals("2", row.get("calls").n(), "the refused call is one of them");
    assertEquals("1", row.get("attempts").n());
    assertEquals("1", row.get("count").n());
    assertEquals(
        List.of("InvalidS3ObjectException"),
        cloud.calls(FACES).stream()
            .filter(call -> call.object().endsWith("/refused.jpg"))
            .map(Call::outcome)
            .toList());
    assertTrue(faults() <= slowCalls(), "a refused object is no fault of the Region");
    Eventually.until("the refusal in the log", () -> isInLog("cannot read the object "));
  }

  @Test
  void shouldDropTheAnswerWhenThePictureWasReplacedMeanwhile() {
    byte[] newer = new byte[2 * MB];
    byte[] nobody = PipelinePictures.plain("png");
    System.arraycopy(nobody, 0, newer, 0, nobody.length);
    BUCKET.once(
        ours("HEAD", "replaced.jpg", ""),
        (response, callback) -> {
          cloud.upload("replaced.jpg", newer);
          return false;
        });
    cloud.upload("replaced.jpg", face(MB));
    Eventually.until(
        "the dropped answer", () -> isInLog("before Rekognition answered; the answer is dropped"));
    Map<String, AttributeValue> row = cloud.awaitRow("replaced.jpg", FACES);
    assertEquals(Integer.toString(newer.length), row.get("size").n(), "the newer one's row");
    assertEquals("0", row.get("count").n());
    assertEquals("1", row.get("calls").n());
    cloud.awaitRow("replaced.jpg", LABELS, "SUCCEEDED");
    cloud.queue().awaitEmpty();
    assertEquals(row, cloud.awaitRow("replaced.jpg", FACES));
    assertEquals(
        2, BUCKET.of("replaced.jpg").stream().filter(theirs("replaced.jpg")::equals).count());
  }

  @Test
  void shouldRefuseAHugeObjectByItsHead() {
    byte[] start = Arrays.copyOf(face(65_536), 65_536);
    BUCKET.once(
        ours("GET", "huge.jpg", HEAD_RANGE),
        BucketWatch.beginning(start, "bytes 0-65535", 2L << 30));
    cloud.upload("huge.jpg", face(MB));
    Map<String, AttributeValue> row = cloud.awaitRow("huge.jpg", FACES, "FAILED");
    assertEquals("TOO_LARGE", row.get("errorCode").s());
    cloud.awaitRow("huge.jpg", LABELS, "FAILED"); // which looks whether the object is still there
    assertEquals(
        List.of(ours("GET", "huge.jpg", HEAD_RANGE), stillThere("huge.jpg")),
        BUCKET.of("huge.jpg"));
  }

  @Test
  void shouldSayThatAnObjectIsArchived() {
    BUCKET.once(
        ours("GET", "archived.jpg", HEAD_RANGE), BucketWatch.error(403, "InvalidObjectState"));
    cloud.upload("archived.jpg", face(MB));
    Map<String, AttributeValue> row = cloud.awaitRow("archived.jpg", FACES, "FAILED");
    assertEquals("ARCHIVED", row.get("errorCode").s());
  }

  private static long faults() {
    return cloud.quota().all().stream()
        .filter(item -> item.containsKey("faults"))
        .mapToLong(item -> Long.parseLong(item.get("faults").n()))
        .sum();
  }

  /** A call that is not answered after three seconds counts as a fault, on a slow machine too. */
  private static long slowCalls() {
    return cloud.calls().stream().filter(call -> call.millis() > 2_000).count();
  }

  private static void assertSent(
      Map<String, AttributeValue> row, String region, String via, int bytes) {
    assertEquals(region, row.get("region").s());
    Map<String, AttributeValue> sent = row.get("sent").m();
    assertEquals(via, sent.get("via").s());
    assertEquals("JPEG", sent.get("format").s());
    assertEquals(Integer.toString(bytes), sent.get("bytes").n());
    assertEquals("512", sent.get("width").n());
    assertEquals("512", sent.get("height").n());
  }

  private static Seen ours(String method, String key, String range) {
    return new Seen(Reader.FUNCTION, method, key, range);
  }

  /** Each further operation looks under its own claim. */
  private static Seen stillThere(String key) {
    return ours("HEAD", key, "");
  }

  private static Seen theirs(String key) {
    return new Seen(Reader.REKOGNITION, "GET", key, "");
  }

  private static List<Map<String, Object>> only(String region) {
    return List.of(Map.of("region", region, "permitsPerSecond", 50, "weight", 1));
  }

  /** As long as this, by comments: what stands behind a JPEG's end would not be sent. */
  private static byte[] face(int bytes) {
    byte[] face = PipelinePictures.face();
    return bytes > face.length ? OddPictures.withComments(face, bytes) : face;
  }

  private static boolean isInLog(String words) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file).contains(words)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
