package io.fanlens.e2e.faults;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.pipeline.QuotaIT;
import io.fanlens.local.rekognition.control.Quota;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.log.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quota table vanishes in the middle of a burst. */
class QuotaTableUnavailableIT {

  private static final int PICTURES = 60;

  @TempDir static Path directory;

  @Test
  void shouldGoOnSlowlyWhileTheQuotaTableIsAway() {
    try (PipelineCloud cloud = PipelineCloud.start(directory, QuotaIT.overThreeRegions(), 4)) {
      cloud
          .rekognition()
          .quota(FACES, RekognitionControl.ANY, new Quota(20, Duration.ofMillis(500)));
      for (int i = 0; i < PICTURES; i++) {
        cloud.upload("picture-" + i, PipelineCloud.face());
      }
      PipelineCloud.awaitTrue("a few calls", () -> cloud.calls(FACES).size() >= PICTURES / 6);
      cloud.cloud().clients().dynamodb().deleteTable(r -> r.tableName(cloud.quotaTable()));
      for (int i = 0; i < PICTURES; i++) {
        cloud.awaitRow("picture-" + i, FACES, "SUCCEEDED");
      }
      List<Call> calls = cloud.calls(FACES);
      long failed = calls.stream().filter(call -> !call.isOk()).count();
      System.out.printf("%d calls, %d not answered, the table away%n", calls.size(), failed);
      assertTrue(failed <= PICTURES / 10, failed + " of " + calls.size() + " calls failed");
    }
  }
}
