package io.fanlens.e2e.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.analysis.operation.BadReferenceException;
import io.fanlens.aws.S3References;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.Templates;
import io.fanlens.local.rekognition.log.Call;
import io.fanlens.settings.Operation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** All seven operations on each picture. */
class SevenOperationsIT {

  private static final String COMPARE = "CompareFaces";
  private static final String REFERENCE = "references/me & you.jpg";

  @TempDir static Path directory;
  private static PipelineCloud cloud;

  @BeforeAll
  static void start() {
    cloud =
        new PipelineOptions(directory)
            .template(withPermissionsForAll())
            .setting("maxAttempts", 2)
            .setting(
                "operations",
                Arrays.stream(Operation.values()).map(SevenOperationsIT::configured).toList())
            .start();
  }

  /** As the stack has it when all seven are configured. */
  private static Path withPermissionsForAll() {
    return Templates.changed(
        directory,
        Templates.DEFAULT,
        "\"rekognition:DetectLabels\"",
        Arrays.stream(Operation.values())
            .map(operation -> "\"rekognition:" + operation.apiName() + "\"")
            .collect(Collectors.joining(", ")));
  }

  private static Map<String, Object> configured(Operation operation) {
    Map<String, Object> parameters =
        switch (operation) {
          case DETECT_FACES -> Map.of("attributes", List.of("ALL"));
          case DETECT_LABELS -> Map.of("maxLabels", 50);
          case DETECT_MODERATION_LABELS -> Map.of("minConfidence", 60);
          case DETECT_TEXT -> Map.of("filters", Map.of("wordFilter", Map.of("minConfidence", 80)));
          case DETECT_PROTECTIVE_EQUIPMENT ->
              Map.of(
                  "summarizationAttributes",
                  Map.of("minConfidence", 80, "requiredEquipmentTypes", List.of("HEAD_COVER")));
          case RECOGNIZE_CELEBRITIES -> Map.of();
          case COMPARE_FACES -> Map.of("sourceKey", REFERENCE, "similarityThreshold", 90);
        };
    return Map.of("operation", operation.apiName(), "parameters", parameters);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  /** First without the reference picture, then with it. */
  @Test
  void shouldWriteSevenRowsForAPictureAndMissOnlyTheReference() throws Exception {
    cloud.upload("one.jpg", PipelinePictures.face());

    Map<String, AttributeValue> failed = cloud.awaitRow("one.jpg", COMPARE);
    assertEquals("FAILED", failed.get("status").s());
    assertEquals("BAD_REFERENCE", failed.get("errorCode").s());
    assertTrue(failed.get("errorMessage").s().contains("no reference picture '" + REFERENCE + "'"));
    assertEquals(
        Map.of(
            "DetectFaces", "1",
            "DetectLabels", "3",
            "DetectModerationLabels", "0",
            "DetectText", "0",
            "DetectProtectiveEquipment", "1",
            "RecognizeCelebrities", "0"),
        counts("one.jpg"));
    String deadLetter = cloud.queue().awaitDeadLetter().body();
    assertEquals(0, cloud.calls(COMPARE).size());

    cloud.upload(REFERENCE, PipelinePictures.face());
    assertEquals("SUCCEEDED", cloud.awaitRow(REFERENCE, COMPARE).get("status").s());
    cloud.queue().send(deadLetter);
    Map<String, AttributeValue> compared = cloud.awaitRow("one.jpg", COMPARE, "SUCCEEDED");
    assertEquals("1", compared.get("count").n());
    assertEquals(1, compared.get("FaceMatches").l().size());
    assertEquals(REFERENCE, compared.get("reference").m().get("key").s());
    cloud.queue().awaitEmpty();

    assertEquals(14, cloud.allRows().size());
    assertEquals(7, counts(REFERENCE).size());
    assertEquals(14, cloud.calls().stream().filter(Call::isOk).count());
    refuseAPictureWithoutFaces();
    knowAnUnchangedReference(compared.get("reference").m().get("eTag").s());
  }

  private static void refuseAPictureWithoutFaces() throws IOException {
    ByteArrayOutputStream blank = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB), "png", blank);
    cloud.upload("blank.png", blank.toByteArray());
    assertEquals("NO_FACE", cloud.awaitRow("blank.png", COMPARE).get("errorCode").s());
    assertEquals("0", cloud.awaitRow("blank.png", PipelineCloud.FACES).get("count").n());
  }

  private static void knowAnUnchangedReference(String eTag)
      throws BadReferenceException, InterruptedException {
    S3References references = new S3References(cloud.cloud().clients().s3());
    assertTrue(references.fetchUnless(eTag, cloud.bucket(), REFERENCE).isEmpty());
    assertEquals(
        eTag, references.fetchUnless("other", cloud.bucket(), REFERENCE).orElseThrow().eTag());
    assertThrows(
        BadReferenceException.class,
        () -> references.fetchUnless("", cloud.bucket(), "references/nobody.jpg"));
    cloud.upload("references/empty.jpg", new byte[0]);
    assertThrows(
        BadReferenceException.class,
        () -> references.fetchUnless("", cloud.bucket(), "references/empty.jpg"));
  }

  /** Of the rows that succeeded, when all seven are there. */
  private static Map<String, String> counts(String key) {
    Map<String, String> counts = new TreeMap<>();
    for (Operation operation : Operation.values()) {
      Map<String, AttributeValue> row = cloud.awaitRow(key, operation.apiName());
      if (row.get("status").s().equals("SUCCEEDED")) {
        counts.put(operation.apiName(), row.get("count").n());
      }
    }
    return counts;
  }
}
