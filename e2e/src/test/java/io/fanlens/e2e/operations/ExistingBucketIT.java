package io.fanlens.e2e.operations;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.Templates;
import io.fanlens.operations.audit.AuditCount;
import io.fanlens.operations.audit.AuditRun;
import io.fanlens.operations.deployment.Deployment;
import io.fanlens.operations.deployment.OperationsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;

/** Pictures of a bucket that is not the stack's, whose events come by EventBridge. */
class ExistingBucketIT {

  private static final String STACK = "Fanlens-existing-bucket";

  @TempDir static Path directory;
  private static PipelineCloud cloud;

  @TempDir private Path positions;

  @BeforeAll
  static void start() {
    cloud = new PipelineOptions(directory).template(Templates.EXISTING_BUCKET).start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void shouldAnalyzeOverwrittenPicturesAndRemoveRows() throws Exception {
    String key = "event/größe 1+1=2 %20.jpg";
    cloud.upload(key, PipelinePictures.face());
    Map<String, AttributeValue> first = cloud.awaitRow(key, FACES, "SUCCEEDED");
    cloud.awaitRow(key, LABELS, "SUCCEEDED");
    assertEquals("our-photos", first.get("bucket").s());
    assertEquals("1", first.get("count").n());

    cloud.upload(key, PipelinePictures.fourFaces());
    Eventually.until(
        "the row of the second version",
        () -> cloud.row(key, FACES).orElseThrow().get("count").n().equals("4"));

    cloud.remove(key);
    Eventually.until(
        "the rows to go",
        () -> cloud.row(key, FACES).isEmpty() && cloud.row(key, LABELS).isEmpty());

    assertEquals(
        List.of("Object Created", "Object Created", "Object Deleted"),
        cloud.cloud().events().all().stream()
            .filter(event -> event.at("/detail/object/key").asText().equals(key))
            .map(event -> event.path("detail-type").asText())
            .toList());
  }

  @Test
  void shouldTakeOnlyTheKeysThatAreConfiguredAndAuditByThem() throws Exception {
    cloud.upload("event/picture.png", PipelinePictures.face());
    cloud.upload("elsewhere/picture.jpg", PipelinePictures.face());
    cloud.upload("event/picture.jpg", PipelinePictures.face());
    cloud.awaitRow("event/picture.jpg", LABELS);
    cloud.awaitRow("event/picture.jpg", FACES);
    cloud.queue().awaitEmpty();
    try (Deployment deployment = Operator.deployment(cloud, STACK)) {
      assertEquals(2, Operator.audit(deployment, positions, false).count(AuditCount.NOT_OWED));
      cloud.deleteRow("event/picture.jpg", FACES);
      AuditRun.Result fixed = Operator.audit(deployment, positions, true);
      assertEquals(1, fixed.count(AuditCount.MISSING));
      assertEquals(1, fixed.count(AuditCount.QUEUED));
    }
    assertEquals("1", cloud.awaitRow("event/picture.jpg", FACES).get("count").n());
    assertFalse(cloud.row("event/picture.png", FACES).isPresent());
    assertFalse(cloud.row("elsewhere/picture.jpg", FACES).isPresent());
  }

  @Test
  void shouldSayThatTheBucketDoesNotSendItsEvents() throws Exception {
    s3().putBucketNotificationConfiguration(
            request ->
                request
                    .bucket(cloud.bucket())
                    .notificationConfiguration(NotificationConfiguration.builder().build()));
    try (Deployment deployment = Operator.deployment(cloud, STACK)) {
      OperationsException silent =
          assertThrows(
              OperationsException.class, () -> Operator.audit(deployment, positions, false));
      assertTrue(silent.getMessage().contains("our-photos does not send"), silent.getMessage());
    } finally {
      s3().putBucketNotificationConfiguration(
              request ->
                  request
                      .bucket(cloud.bucket())
                      .notificationConfiguration(
                          on ->
                              on.eventBridgeConfiguration(
                                  EventBridgeConfiguration.builder().build())));
    }
  }

  @Test
  void shouldSendEventsAsEventBridgeDoes() {
    cloud.upload("event/shape.jpg", PipelinePictures.face());
    cloud.awaitRow("event/shape.jpg", FACES);
    JsonNode event =
        cloud.cloud().events().all().stream()
            .filter(one -> one.at("/detail/object/key").asText().equals("event/shape.jpg"))
            .findFirst()
            .orElseThrow();
    assertEquals("aws.s3", event.path("source").asText());
    assertEquals("000000000000", event.path("account").asText());
    assertEquals("arn:aws:s3:::our-photos", event.at("/resources/0").asText());
    assertEquals("PutObject", event.at("/detail/reason").asText());
    assertEquals(PipelinePictures.face().length, event.at("/detail/object/size").asInt());
  }

  private static S3Client s3() {
    return cloud.cloud().clients().s3();
  }
}
