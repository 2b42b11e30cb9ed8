package io.fanlens.e2e.pipeline;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.aws.DynamoDbRows;
import io.fanlens.aws.S3Answers;
import io.fanlens.e2e.CommandLines;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.result.AnswerReader;
import io.fanlens.result.Claim;
import io.fanlens.result.FinishedRows;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.ResultRow;
import io.fanlens.settings.Operation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What becomes of results through the real zip and the real template: answers that do not fit into
 * a row, and the events that are published. Rows may have 4 KB here, so that four faces are too
 * many.
 */
public class ResultsIT {

  private static final Operation DETECT = Operation.DETECT_FACES;

  @TempDir static Path directory;
  private static PipelineCloud cloud;

  @BeforeAll
  static void start() {
    cloud =
        new PipelineOptions(directory).processes(1).setting("results.maxRowBytes", 4_096).start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void shouldKeepALargeAnswerInTheBucketUntilItIsReplacedOrRemoved() throws IOException {
    cloud.upload("crowd.jpg", PipelinePictures.fourFaces());
    Map<String, AttributeValue> row = cloud.awaitRow("crowd.jpg", FACES);

    assertEquals("SUCCEEDED", row.get("status").s());
    assertEquals("4", row.get("count").n());
    assertFalse(row.containsKey("FaceDetails"));
    Map<String, AttributeValue> whole =
        new AnswerReader(S3Answers.reading(cloud.cloud().clients().s3())).whole(row);
    assertEquals(4, whole.get("FaceDetails").l().size());
    assertTrue(
        whole.get("FaceDetails").l().getFirst().m().get("BoundingBox").m().containsKey("Width"));
    String first = row.get("answerAt").m().get("key").s();
    assertTrue(objects().contains(first));

    cloud.upload("crowd.jpg", PipelinePictures.fourFaces());
    Eventually.until("another answer", () -> !answerKey("crowd.jpg").equals(first));
    Eventually.until("the first answer's end", () -> !objects().contains(first));
    String second = answerKey("crowd.jpg");
    assertTrue(objects().contains(second));

    cloud.remove("crowd.jpg");
    Eventually.until("no row", () -> cloud.row("crowd.jpg", FACES).isEmpty());
    Eventually.until("no answer", () -> !objects().contains(second));
  }

  @Test
  void shouldPublishResultsAndRemovalsAndNothingElse() throws Exception {
    cloud.upload("heard \"of\".jpg", PipelinePictures.face());
    Eventually.until("two results", () -> events("heard \"of\".jpg").size() == 2);
    JsonNode faces = event("heard \"of\".jpg", FACES);
    assertEquals("SUCCEEDED", faces.path("status").asText());
    assertEquals("1", faces.path("count").asText());
    assertEquals("1 face", faces.path("found").asText());
    assertFalse(faces.path("region").asText().isEmpty());
    assertEquals(cloud.bucket(), faces.path("bucket").asText());
    assertEquals("", faces.path("before").path("status").asText());
    assertEquals(
        cloud.row("heard \"of\".jpg", FACES).orElseThrow().get("finishedAt").s(),
        faces.path("finishedAt").asText());

    cloud.upload("heard \"of\".jpg", "no picture".getBytes(StandardCharsets.UTF_8));
    Eventually.until("two failures", () -> events("heard \"of\".jpg").size() == 4);
    JsonNode failed = event("heard \"of\".jpg", LABELS);
    assertEquals("MODIFY", failed.path("change").asText());
    assertEquals("FAILED", failed.path("status").asText());
    assertEquals("NOT_A_PICTURE", failed.path("errorCode").asText());
    assertEquals("SUCCEEDED", failed.path("before").path("status").asText());

    cloud.remove("heard \"of\".jpg");
    Eventually.until("two removals", () -> events("heard \"of\".jpg").size() == 6);
    JsonNode removed = event("heard \"of\".jpg", FACES);
    assertEquals("REMOVE", removed.path("change").asText());
    assertEquals("FAILED", removed.path("before").path("status").asText());

    // A later picture's events come after whatever else might have come of this one.
    cloud.upload("last.jpg", PipelinePictures.face());
    Eventually.until("the last picture's", () -> events("last.jpg").size() == 2);
    assertEquals(6, events("heard \"of\".jpg").size());
    assertTrue(
        cloud.cloud().events().all().stream()
            .allMatch(
                event ->
                    event.path("source").asText().equals("fanlens")
                        && event.path("detail-type").asText().equals("Picture result")));
  }

  /** Every change that a row can see, as the table makes it and not through a picture. */
  @Test
  void shouldPublishNothingOfClaimsAndReleases() {
    String key = "by hand";
    DynamoDbRows rows = rows();
    rows.abandon(version(key, "01"), DETECT, claim(rows, key, "01")); // no row is left
    finish(rows, key, "02");
    rows.release(version(key, "03"), DETECT, claim(rows, key, "03"), true);
    rows.release(version(key, "03"), DETECT, claim(rows, key, "03"), false);
    rows.abandon(version(key, "03"), DETECT, claim(rows, key, "03"));
    assertTrue(cloud.row(key, FACES).orElseThrow().containsKey("goneSequencer"));
    finish(rows, key, "04");
    rows.remove(version(key, "05"), DETECT);

    Eventually.until(
        "the removal",
        () -> events(key).stream().anyMatch(e -> e.path("change").asText().equals("REMOVE")));
    assertEquals(
        List.of("MODIFY", "MODIFY", "REMOVE"),
        events(key).stream().map(event -> event.path("change").asText()).toList());
  }

  /** As when a picture is removed and uploaded again, and the removal is processed late. */
  @Test
  void shouldPublishTheRemovalOfARowUnderANewerClaim() {
    String key = "removed late";
    DynamoDbRows rows = rows();
    finish(rows, key, "01");
    String newer = claim(rows, key, "03");
    rows.remove(version(key, "02"), DETECT);
    rows.release(version(key, "03"), DETECT, newer, true);
    finish(rows, key, "03");

    Eventually.until("both results and the removal", () -> events(key).size() >= 3);
    JsonNode removed = events(key).get(1);
    assertEquals("MODIFY", removed.path("change").asText());
    assertEquals("", removed.path("status").asText());
    assertEquals("FAILED", removed.path("before").path("status").asText());
    assertEquals("FAILED", events(key).get(2).path("status").asText());
    assertEquals(3, events(key).size());
  }

  private static DynamoDbRows rows() {
    return new DynamoDbRows(
        cloud.cloud().clients().dynamodb(),
        cloud.table(),
        InstantSource.system(),
        FinishedRows.plain());
  }

  private static void finish(DynamoDbRows rows, String key, String sequencer) {
    PictureVersion version = version(key, sequencer);
    Map<String, AttributeValue> row =
        ResultRow.rejected(version, DETECT, "BROKEN", "It is broken.", 1, Instant.now());
    assertTrue(rows.finish(version, DETECT, claim(rows, key, sequencer), row));
  }

  private static String claim(DynamoDbRows rows, String key, String sequencer) {
    Instant now = Instant.now();
    Claim claim = rows.claim(version(key, sequencer), DETECT, now.plusSeconds(60), now);
    return assertInstanceOf(Claim.Granted.class, claim).token();
  }

  private static PictureVersion version(String key, String sequencer) {
    return new PictureVersion(
        cloud.bucket(), key, sequencer, "etag", Optional.empty(), 1, Instant.EPOCH);
  }

  @Test
  void shouldShowTheEventsToACaller() throws Exception {
    cloud.upload("shown.jpg", PipelinePictures.face());
    Eventually.until("its events", () -> events("shown.jpg").size() == 2);
    try (HttpClient http = HttpClient.newHttpClient()) {
      String said =
          http.send(
                  HttpRequest.newBuilder(cloud.cloud().endpoint().resolve("/_fanlens/events"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      assertTrue(said.contains("\"shown.jpg\""), said);
    }
  }

  @Test
  void shouldPrintResultsOnTheCommandLine() throws Exception {
    cloud.upload("four.jpg", PipelinePictures.fourFaces());
    cloud.upload("text.jpg", "no picture".getBytes(StandardCharsets.UTF_8));
    cloud.awaitRow("four.jpg", FACES);
    cloud.awaitRow("four.jpg", LABELS);
    cloud.awaitRow("text.jpg", FACES);

    List<String> printed =
        CommandLines.printed(
            cloud,
            directory,
            "results four.jpg",
            "results four.jpg --json",
            "results --failed",
            "results --since 1h",
            "results none.jpg");
    String whole = printed.getFirst();
    assertTrue(whole.contains("DetectFaces") && whole.contains("DetectLabels"), whole);
    assertTrue(whole.contains("FaceDetails:\n  #1"), whole);
    JsonNode json = new ObjectMapper().readTree(printed.get(1));
    assertEquals(4, json.get(0).path("FaceDetails").size());
    String failed = printed.get(2);
    assertTrue(failed.contains("text.jpg") && !failed.contains("four.jpg"), failed);
    String listed = printed.get(3);
    assertTrue(listed.contains("text.jpg") && listed.contains("4 faces"), listed);
    assertTrue(printed.get(4).contains("there is no result for 'none.jpg'"), printed.get(4));
  }

  private static List<JsonNode> events(String key) {
    return cloud.cloud().events().all().stream()
        .map(event -> event.path("detail"))
        .filter(detail -> detail.path("key").asText().equals(key))
        .toList();
  }

  /** The newest of an operation. */
  private static JsonNode event(String key, String operation) {
    return events(key).stream()
        .filter(detail -> detail.path("operation").asText().equals(operation))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static String answerKey(String key) {
    return cloud
        .row(key, FACES)
        .map(row -> row.get("answerAt"))
        .map(at -> at.m().get("key").s())
        .orElse("");
  }

  private static List<String> objects() {
    return cloud
        .cloud()
        .clients()
        .s3()
        .listObjectsV2(r -> r.bucket(cloud.cloud().outputs().get("AnswerBucketName")))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }
}
