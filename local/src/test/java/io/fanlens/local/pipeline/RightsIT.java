package io.fanlens.local.pipeline;

import static io.fanlens.local.pipeline.PipelineCloud.FACES;
import static io.fanlens.local.pipeline.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.iam.Access;
import io.fanlens.local.rekognition.Outage;
import io.fanlens.local.rekognition.RekognitionControl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function's role, as synthesized, allows what the function does, and nothing besides. */
class RightsIT {

  /** Permissions that no request here shows, each with the reason why it is there. */
  private static final Map<String, String> NEEDED_ON_AWS =
      Map.of(
          "TakeMessages: sqs:GetQueueAttributes", "the event source mapping wants it",
          "TellMissingPictures: s3:ListBucket", "without it a missing object answers 403, not 404",
          "WriteLog: logs:CreateLogStream", "the Lambda service writes the log",
          "WriteLog: logs:PutLogEvents", "the Lambda service writes the log");

  @TempDir static Path directory;

  @Test
  void shouldNeedEveryPermissionThatItHas() throws Exception {
    // So small that answers go to their bucket.
    Map<String, Object> largeAnswers = Map.of("results.maxRowBytes", 4_096);
    try (PipelineCloud cloud = PipelineCloud.start(directory, largeAnswers, 2)) {
      cloud.upload("seen.jpg", ResultsIT.fourFaces());
      cloud.awaitRow("seen.jpg", FACES, "SUCCEEDED");
      cloud.awaitRow("seen.jpg", LABELS, "SUCCEEDED");
      cloud.cloud().clients().s3().deleteObject(r -> r.bucket(cloud.bucket()).key("seen.jpg"));
      PipelineCloud.awaitTrue("the row to go", () -> cloud.row("seen.jpg", FACES).isEmpty());
      cloud.rekognition().outage(FACES, RekognitionControl.ANY, Outage.FAIL);
      cloud.upload("outage.jpg", PipelineCloud.face());
      cloud.awaitRow("outage.jpg", FACES, "FAILED");
      cloud.awaitRow("outage.jpg", LABELS, "SUCCEEDED");
      cloud.awaitEmptyQueue();

      assertEquals(
          NEEDED_ON_AWS.keySet().stream().sorted().toList(),
          cloud.cloud().roles().unused().stream()
              .map(permission -> permission.replaceAll(" on .*", ""))
              .sorted()
              .toList());
    }
  }

  @Test
  void shouldRefuseWhatTheRoleDoesNotAllow() throws Exception {
    String template = Files.readString(Path.of("../infra/snapshot/default.template.json"));
    String narrowed = template.replace("\"dynamodb:PutItem\",", "");
    assertTrue(narrowed.length() < template.length());
    Path file = Files.writeString(directory.resolve("narrowed.json"), narrowed);
    PipelineCloud cloud = PipelineCloud.start(directory, file, Map.of());
    try {
      cloud.upload("unwritten.jpg", PipelineCloud.face());
      PipelineCloud.awaitTrue("a refusal", () -> !cloud.cloud().roles().refused().isEmpty());

      Access refused = cloud.cloud().roles().refused().getFirst();
      assertEquals("dynamodb:PutItem", refused.action());
      assertTrue(refused.resource().endsWith(":table/detect_faces_results"), refused.resource());
      assertTrue(cloud.row("unwritten.jpg", FACES).filter(r -> r.containsKey("status")).isEmpty());
    } finally {
      cloud.cloud().close();
    }
  }

  @Test
  void shouldBeHeldToItsRegions() {
    try (PipelineCloud cloud = PipelineCloud.start(directory)) {
      cloud.upload("regions.jpg", PipelineCloud.face());
      cloud.awaitRow("regions.jpg", LABELS, "SUCCEEDED");

      List<String> regions =
          cloud.cloud().roles().used().stream()
              .filter(access -> access.action().startsWith("rekognition:"))
              .map(Access::region)
              .distinct()
              .toList();
      assertTrue(
          List.of("us-east-1", "us-east-2", "us-west-1", "us-west-2").containsAll(regions),
          regions.toString());
    }
  }
}
