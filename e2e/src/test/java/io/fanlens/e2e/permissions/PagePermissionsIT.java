package io.fanlens.e2e.permissions;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.page.PageClient;
import io.fanlens.e2e.page.PageCloud;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.signin.LocalUser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The roles of the stage with a page, as synthesized, allow what its functions do, and nothing
 * besides; that nothing was refused is checked when the cloud is closed.
 */
class PagePermissionsIT {

  @TempDir static Path directory;

  @Test
  void shouldNeedEveryPermissionThatItHas() throws Exception {
    // So small that answers go to their bucket.
    try (PipelineCloud cloud =
        PageCloud.start(
            PageCloud.options(directory)
                .processes(1)
                .setting("results.maxRowBytes", 4_096)
                .setting("maxAttempts", 2))) {
      PageClient ada = new PageClient(cloud, LocalUser.ADA);
      PageClient olga = new PageClient(cloud, LocalUser.OLGA);
      String key = ada.upload("crowd.jpg", PipelinePictures.fourFaces());
      cloud.awaitRow(key, FACES, "SUCCEEDED");
      JsonNode list = ada.ask("GET", "api/pictures", "");
      assertEquals(key, list.at("/pictures/0/key").asText(), list::toString);
      JsonNode whole = ada.ask("GET", "api/picture?key=" + PageClient.encoded(key), "");
      assertFalse(whole.at("/rows/0/answer").isEmpty(), "a large answer comes from its bucket");
      ada.ask("POST", "api/previews", "{\"key\": \"%s\", \"side\": 512}".formatted(key));
      ada.ask("DELETE", "api/picture?key=" + PageClient.encoded(key), "");
      Eventually.until("the row to go", () -> cloud.row(key, FACES).isEmpty());

      cloud.rekognition().outage(FACES, RekognitionControl.ANY, Outage.FAIL);
      String failed = ada.upload("outage.jpg", PipelinePictures.face());
      cloud.awaitRow(failed, FACES, "FAILED");
      cloud.queue().awaitEmpty();
      Eventually.until(
          "a dead letter",
          () -> olga.ask("GET", "api/live", "").at("/queue/deadLetters").asInt() > 0);
      // Of another reason: it is set aside, and released.
      olga.ask("POST", "api/redrive", "{\"reason\": \"NO_SUCH_REASON\"}");
      cloud.rekognition().outage(FACES, RekognitionControl.ANY, Outage.NONE);
      Eventually.until(
          "the dead letter to be moved",
          () -> olga.ask("POST", "api/redrive", "{}").path("moved").asInt() > 0);
      cloud.awaitRow(failed, FACES, "SUCCEEDED");
      Eventually.until("an event", () -> !cloud.cloud().events().all().isEmpty());

      assertEquals(
          Permissions.NEEDED_ON_AWS.keySet().stream().sorted().toList(), Permissions.unused(cloud));
    }
  }
}
