package io.fanlens.e2e.pipeline;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** What becomes of pictures of all sorts, through the real zip and the real template. */
class PipelineIT {

  @TempDir static Path directory;
  private static PipelineCloud cloud;

  @BeforeAll
  static void start() {
    cloud = new PipelineOptions(directory).start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void shouldTurnAPictureIntoARowForEachOperation() {
    byte[] picture = PipelinePictures.face();
    cloud.upload("happy.jpg", picture);

    Map<String, AttributeValue> faces = cloud.awaitRow("happy.jpg", FACES);
    assertEquals("SUCCEEDED", faces.get("status").s());
    assertEquals(1, faces.get("FaceDetails").l().size());
    assertEquals("1", faces.get("count").n());
    Map<String, AttributeValue> face = faces.get("FaceDetails").l().getFirst().m();
    assertTrue(face.get("BoundingBox").m().containsKey("Width"));
    assertTrue(face.get("Landmarks").l().size() >= 5);
    assertEquals("JPEG", faces.get("sent").m().get("format").s());
    assertEquals(Integer.toString(picture.length), faces.get("sent").m().get("bytes").n());
    assertFalse(faces.get("sent").m().containsKey("convertedFrom"));
    assertFalse(faces.containsKey("claim"));

    Map<String, AttributeValue> labels = cloud.awaitRow("happy.jpg", LABELS);
    assertTrue(
        labels.get("Labels").l().stream()
            .anyMatch(label -> label.m().get("Name").s().equals("Person")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space.jpg",
        "a+b=c.jpg",
        "Größe/Übung.jpg",
        "smile 😀.jpg",
        "deep/er/still/a.jpg",
        "100%.jpg",
        "%2F.jpg",
        "no-extension"
      })
  void shouldFindPicturesUnderAnyKey(String key) {
    cloud.upload(key, PipelinePictures.face());
    assertEquals("SUCCEEDED", cloud.awaitRow(key, FACES).get("status").s());
    assertEquals("1", cloud.awaitRow(key, FACES).get("count").n());
  }

  @Test
  void shouldAnalyzeAMultipartUploadOnce() {
    S3Client s3 = cloud.cloud().clients().s3();
    String upload =
        s3.createMultipartUpload(r -> r.bucket(cloud.bucket()).key("parts.bmp")).uploadId();
    byte[] picture = largeBmp();
    int firstPart = 5 * 1024 * 1024;
    List<byte[]> parts =
        List.of(
            Arrays.copyOf(picture, firstPart),
            Arrays.copyOfRange(picture, firstPart, picture.length));
    CompletedPart[] completed = new CompletedPart[parts.size()];
    for (int i = 0; i < parts.size(); i++) {
      int number = i + 1;
      String eTag =
          s3.uploadPart(
                  r ->
                      r.bucket(cloud.bucket()).key("parts.bmp").uploadId(upload).partNumber(number),
                  RequestBody.fromBytes(parts.get(i)))
              .eTag();
      completed[i] = CompletedPart.builder().partNumber(number).eTag(eTag).build();
    }
    s3.completeMultipartUpload(
        r ->
            r.bucket(cloud.bucket())
                .key("parts.bmp")
                .uploadId(upload)
                .multipartUpload(m -> m.parts(completed)));

    Map<String, AttributeValue> row = cloud.awaitRow("parts.bmp", FACES);
    assertEquals("SUCCEEDED", row.get("status").s());
    assertEquals("BMP", row.get("sent").m().get("convertedFrom").s());
    assertEquals("1", row.get("count").n());
  }

  @Test
  void shouldAnalyzeACopiedPicture() {
    cloud.upload("original.jpg", PipelinePictures.face());
    cloud
        .cloud()
        .clients()
        .s3()
        .copyObject(
            r ->
                r.sourceBucket(cloud.bucket())
                    .sourceKey("original.jpg")
                    .destinationBucket(cloud.bucket())
                    .destinationKey("copy.jpg"));
    assertEquals("1", cloud.awaitRow("copy.jpg", FACES).get("count").n());
  }

  @Test
  void shouldWriteAPictureWithoutFacesAsSucceededWithAnEmptyList() {
    cloud.upload("nobody.png", PipelinePictures.plain("png"));
    Map<String, AttributeValue> row = cloud.awaitRow("nobody.png", FACES);
    assertEquals("SUCCEEDED", row.get("status").s());
    assertTrue(row.get("FaceDetails").hasL());
    assertTrue(row.get("FaceDetails").l().isEmpty());
    assertEquals("0", row.get("count").n());
  }

  @Test
  void shouldRejectWhatIsNoPictureAndWhatIsBroken() {
    cloud.upload("text.jpg", "I am a text.".getBytes(StandardCharsets.UTF_8));
    cloud.upload("empty.jpg", new byte[0]);
    cloud.upload("cut.jpg", Arrays.copyOf(PipelinePictures.face(), 600));
    cloud.upload(
        "small.png",
        PipelinePictures.encode(new BufferedImage(79, 200, BufferedImage.TYPE_INT_RGB), "png"));

    assertRejected("text.jpg", "NOT_A_PICTURE");
    assertRejected("empty.jpg", "NOT_A_PICTURE");
    assertRejected("cut.jpg", "BROKEN");
    assertRejected("small.png", "TOO_SMALL");
  }

  @Test
  void shouldOweNothingForAFolderMarker() {
    cloud.upload("folder/", new byte[0]);
    cloud.queue().awaitEmpty();
    assertTrue(cloud.row("folder/", FACES).isEmpty());
  }

  @Test
  void shouldProcessEveryRecordOfAMessage() {
    String eTag = cloud.upload("first.jpg", PipelinePictures.face()).eTag();
    cloud.upload("second.png", PipelinePictures.plain("png"));
    cloud.awaitRow("first.jpg", FACES);
    cloud.awaitRow("second.png", FACES);

    // The same two objects again, in one message and with a later sequencer each.
    cloud
        .queue()
        .send(
            "{\"Records\":[%s,%s]}"
                .formatted(
                    record("first.jpg", eTag, "FFFFFFFFFFFFFFF0"),
                    record("second.png", "0000", "FFFFFFFFFFFFFFF0")));
    Eventually.until(
        "the second analysis of first.jpg",
        () -> cloud.row("first.jpg", FACES).orElseThrow().get("sequencer").s().startsWith("FFFF"));
    cloud.queue().awaitEmpty();
    assertFalse(
        cloud.row("second.png", FACES).orElseThrow().get("sequencer").s().startsWith("FFFF"),
        "an eTag that is not there any more is a version that is gone");
  }

  @Test
  void shouldPayOnceForDuplicatedEvents() {
    String eTag = cloud.upload("twice.jpg", distinct(1)).eTag();
    Map<String, AttributeValue> row = cloud.awaitRow("twice.jpg", FACES);
    cloud.awaitRow("twice.jpg", LABELS);
    long paid = cloud.calls().size();
    String sequencer = row.get("sequencer").s();
    for (int i = 0; i < 5; i++) {
      cloud.queue().send("{\"Records\":[" + record("twice.jpg", eTag, sequencer) + "]}");
    }
    cloud.queue().awaitEmpty();
    assertEquals(paid, cloud.calls().size());
  }

  @Test
  void shouldRemoveTheRowsOfARemovedPicture() {
    cloud.upload("gone.jpg", PipelinePictures.face());
    cloud.awaitRow("gone.jpg", FACES);
    cloud.awaitRow("gone.jpg", LABELS);
    cloud.remove("gone.jpg");
    Eventually.until(
        "no row of gone.jpg",
        () -> cloud.row("gone.jpg", FACES).isEmpty() && cloud.row("gone.jpg", LABELS).isEmpty());
  }

  @Test
  void shouldAnalyzeAnOverwrittenPictureAgain() {
    cloud.upload("again.jpg", PipelinePictures.face());
    assertEquals("1", cloud.awaitRow("again.jpg", FACES).get("count").n());
    cloud.upload("again.jpg", PipelinePictures.plain("png"));
    Eventually.until(
        "the new version's row",
        () -> cloud.row("again.jpg", FACES).orElseThrow().get("count").n().equals("0"));
  }

  @Test
  void shouldListFailedRowsByDay() {
    cloud.upload("bad-for-the-index.jpg", "no picture".getBytes(StandardCharsets.UTF_8));
    String dayShard = cloud.awaitRow("bad-for-the-index.jpg", FACES).get("failedDayShard").s();
    List<Map<String, AttributeValue>> failed =
        cloud
            .cloud()
            .clients()
            .dynamodb()
            .query(
                r ->
                    r.tableName(cloud.table())
                        .indexName("failed-by-day")
                        .keyConditionExpression("failedDayShard = :day")
                        .expressionAttributeValues(Map.of(":day", AttributeValue.fromS(dayShard))))
            .items();
    assertTrue(failed.stream().anyMatch(row -> row.get("id").s().equals("bad-for-the-index.jpg")));
    assertTrue(failed.stream().allMatch(row -> row.containsKey("errorMessage")));
  }

  @Test
  void shouldDeadLetterAMessageThatIsNoS3Event() {
    cloud.queue().send("not an event");
    assertEquals("not an event", cloud.queue().awaitDeadLetter().body());
    cloud.queue().awaitEmpty();
  }

  private static void assertRejected(String key, String errorCode) {
    for (String operation : List.of(FACES, LABELS)) {
      Map<String, AttributeValue> row = cloud.awaitRow(key, operation);
      assertEquals("FAILED", row.get("status").s());
      assertEquals(errorCode, row.get("errorCode").s(), row.get("errorMessage").s());
    }
  }

  private static String record(String key, String eTag, String sequencer) {
    return """
    {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",
     "eventTime":"2026-01-02T03:04:05.678Z","eventName":"ObjectCreated:Put",
     "userIdentity":{"principalId":"P"},"requestParameters":{"sourceIPAddress":"127.0.0.1"},
     "responseElements":{"x-amz-request-id":"R","x-amz-id-2":"I"},
     "s3":{"s3SchemaVersion":"1.0","configurationId":"C",
      "bucket":{"name":"%s","ownerIdentity":{"principalId":"P"},"arn":"arn:aws:s3:::%s"},
      "object":{"key":"%s","size":1024,"eTag":"%s","sequencer":"%s"}}}
    """
        .formatted(cloud.bucket(), cloud.bucket(), key, eTag.replace("\"", ""), sequencer);
  }

  /** Bytes that no other test sends. */
  private static byte[] distinct(int seed) {
    BufferedImage image = new BufferedImage(120, 120, BufferedImage.TYPE_INT_RGB);
    image.setRGB(seed, seed, 0xFFFFFF);
    return PipelinePictures.encode(image, "png");
  }

  /** The face on 1,600 x 1,200 px: a BMP of 5.8 MB. */
  private static byte[] largeBmp() {
    try {
      BufferedImage face = ImageIO.read(new ByteArrayInputStream(PipelinePictures.face()));
      BufferedImage large = new BufferedImage(1_600, 1_200, BufferedImage.TYPE_3BYTE_BGR);
      large.getGraphics().drawImage(face, 200, 100, 1_000, 1_000, null);
      return PipelinePictures.encode(large, "bmp");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
