package io.fanlens.e2e.permissions;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.Templates;
import io.fanlens.local.iam.AccessRequest;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.RekognitionControl;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The roles and policies, as synthesized, allow what the stack does, and nothing besides. {@code
 * EverythingIT} asks the same of the stage with everything on.
 */
class PermissionsIT {

  @TempDir static Path directory;

  @Test
  void shouldNeedEveryPermissionThatItHas() throws Exception {
    // So small that answers go to their bucket.
    try (PipelineCloud cloud =
        new PipelineOptions(directory)
            .processes(2)
            .setting("results.maxRowBytes", 4_096)
            .setting("maxAttempts", 2)
            .start()) {
      cloud.upload("seen.jpg", PipelinePictures.fourFaces());
      cloud.awaitRow("seen.jpg", FACES, "SUCCEEDED");
      cloud.awaitRow("seen.jpg", LABELS, "SUCCEEDED");
      cloud.remove("seen.jpg");
      Eventually.until("the row to go", () -> cloud.row("seen.jpg", FACES).isEmpty());
      cloud.rekognition().outage(FACES, RekognitionControl.ANY, Outage.FAIL);
      cloud.upload("outage.jpg", PipelinePictures.face());
      cloud.awaitRow("outage.jpg", FACES, "FAILED");
      cloud.awaitRow("outage.jpg", LABELS, "SUCCEEDED");
      cloud.queue().awaitEmpty();
      Eventually.until("an event", () -> !cloud.cloud().events().all().isEmpty());

      assertEquals(
          Permissions.NEEDED_ON_AWS.keySet().stream().sorted().toList(), Permissions.unused(cloud));
    }
  }

  @Test
  void shouldRefuseWhatTheRoleDoesNotAllow() {
    PipelineCloud cloud = startChanged("\"dynamodb:PutItem\",", "");
    try {
      cloud.upload("unwritten.jpg", PipelinePictures.face());
      Eventually.until("a refusal", () -> !refused(cloud).isEmpty());

      AccessRequest refused = refused(cloud).getFirst();
      assertEquals("dynamodb:PutItem", refused.action());
      assertTrue(refused.resource().endsWith(":table/detect_faces_results"), refused.resource());
      assertTrue(cloud.row("unwritten.jpg", FACES).filter(r -> r.containsKey("status")).isEmpty());
    } finally {
      cloud.cloud().close();
    }
  }

  @Test
  void shouldRefuseARegionThatTheConditionDoesNotName() {
    PipelineCloud cloud =
        startChanged(lines("us-east-1", "us-east-2", "us-west-1", "us-west-2"), lines("us-west-1"));
    try {
      Eventually.until(
          "refusals of three Regions",
          () -> {
            cloud.upload("picture-%d.jpg".formatted(System.nanoTime()), PipelinePictures.face());
            return refusedRegions(cloud).size() == 3;
          });
      cloud.upload("allowed.jpg", PipelinePictures.face());

      assertEquals(
          "us-west-1", cloud.awaitRow("allowed.jpg", FACES, "SUCCEEDED").get("region").s());
      assertEquals(Set.of("us-east-1", "us-east-2", "us-west-2"), refusedRegions(cloud));
      assertTrue(cloud.calls().stream().allMatch(call -> call.region().equals("us-west-1")));
    } finally {
      cloud.cloud().close();
    }
  }

  @Test
  void shouldRefuseTheEventsOfABucketThatTheQueueDoesNotLetIn() {
    RuntimeException refused =
        assertThrows(
            RuntimeException.class, () -> startChanged(":s3:::fanlens-intakebucket*", ":s3:::a*"));

    assertTrue(
        refused.getMessage().contains("s3.amazonaws.com is not authorized"), refused.getMessage());
  }

  @Test
  void shouldRefuseRolesThatDoNotTrustTheirService() {
    for (String service : List.of("lambda.amazonaws.com", "pipes.amazonaws.com")) {
      RuntimeException refused =
          assertThrows(RuntimeException.class, () -> startChanged(service, "ec2.amazonaws.com"));

      assertTrue(refused.getMessage().contains("does not let " + service), refused.getMessage());
    }
  }

  @Test
  void shouldPublishNothingWithoutThePipesPermission() {
    PipelineCloud cloud = startChanged("\"events:PutEvents\"", "\"events:PutRule\"");
    try {
      cloud.upload("unpublished.jpg", PipelinePictures.face());
      cloud.awaitRow("unpublished.jpg", FACES, "SUCCEEDED");
      Eventually.until("a refusal", () -> !refused(cloud).isEmpty());

      assertEquals("events:PutEvents", refused(cloud).getFirst().action());
      assertEquals(List.of(), cloud.cloud().events().all());
    } finally {
      cloud.cloud().close();
    }
  }

  private static PipelineCloud startChanged(String old, String wanted) {
    Path template = Templates.changed(directory, Templates.DEFAULT, old, wanted);
    return new PipelineOptions(directory).template(template).start();
  }

  /** As the template has a list of Regions. */
  private static String lines(String... regions) {
    return Arrays.stream(regions)
        .map(region -> " ".repeat(24) + "\"" + region + "\"")
        .collect(Collectors.joining(",\n", "[\n", "\n"));
  }

  private static List<AccessRequest> refused(PipelineCloud cloud) {
    return cloud.cloud().roles().refused();
  }

  private static Set<String> refusedRegions(PipelineCloud cloud) {
    return refused(cloud).stream()
        .filter(access -> access.action().startsWith("rekognition:"))
        .map(AccessRequest::region)
        .collect(Collectors.toSet());
  }
}
