package io.fanlens.e2e.faults;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.pipeline.QuotaIT;
import io.fanlens.local.rekognition.log.Call;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quota table is deleted in the middle of a burst. */
class QuotaTableUnavailableIT {

  private static final int PICTURES = 60;

  @TempDir static Path directory;

  @Test
  void shouldGoOnSlowlyWhileTheQuotaTableIsUnavailable() {
    try (PipelineCloud cloud =
        new PipelineOptions(directory).settings(QuotaIT.overThreeRegions()).processes(4).start()) {
      QuotaIT.obey(cloud.rekognition());
      for (int i = 0; i < PICTURES; i++) {
        cloud.upload("picture-" + i, PipelinePictures.face());
      }
      Eventually.until("a few calls", () -> cloud.calls(FACES).size() >= PICTURES / 6);
      cloud.quota().deleteTable();
      for (int i = 0; i < PICTURES; i++) {
        cloud.awaitRow("picture-" + i, FACES, "SUCCEEDED");
      }
      List<Call> calls = cloud.calls(FACES);
      long failed = calls.stream().filter(call -> !call.isOk()).count();
      System.out.printf("%d calls, %d not answered, without the table%n", calls.size(), failed);
      assertTrue(failed <= PICTURES / 10, failed + " of " + calls.size() + " calls failed");
    }
  }
}
