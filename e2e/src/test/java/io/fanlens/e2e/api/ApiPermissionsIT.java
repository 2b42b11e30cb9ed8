package io.fanlens.e2e.api;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.access.CallLimit;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.permissions.Permissions;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.RekognitionControl;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The roles of the stage with an API, as synthesized, allow what its functions do, and nothing
 * besides; that nothing was refused is checked when the cloud is closed.
 */
class ApiPermissionsIT {

  @TempDir static Path directory;

  @Test
  void shouldNeedEveryPermissionThatItHas() throws Exception {
    try (ApiCloud api =
            ApiCloud.start(
                ApiCloud.options(directory)
                    .setting("results.maxRowBytes", 4_096)
                    .setting("maxAttempts", 2));
        JavaClient client = JavaClient.of(api.url(), api.client("shop", CallLimit.NONE))) {
      PipelineCloud cloud = api.pipeline();
      client.callAllSeven();
      cloud.upload("seen.jpg", PipelinePictures.fourFaces());
      cloud.awaitRow("seen.jpg", FACES, "SUCCEEDED");
      assertEquals(
          4,
          client
              .sdk()
              .detectFaces(
                  request ->
                      request.image(
                          image ->
                              image.s3Object(
                                  object -> object.bucket(cloud.bucket()).name("seen.jpg"))))
              .faceDetails()
              .size());
      cloud.remove("seen.jpg");
      Eventually.until("the row to go", () -> cloud.row("seen.jpg", FACES).isEmpty());
      cloud.rekognition().outage(FACES, RekognitionControl.ANY, Outage.FAIL);
      cloud.upload("outage.jpg", PipelinePictures.face());
      cloud.awaitRow("outage.jpg", FACES, "FAILED");
      cloud.queue().awaitEmpty();
      Eventually.until("an event", () -> !cloud.cloud().events().all().isEmpty());

      assertEquals(
          Permissions.NEEDED_ON_AWS.keySet().stream().sorted().toList(), Permissions.unused(cloud));
    }
  }
}
