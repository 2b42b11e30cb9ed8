package io.fanlens.e2e.pipeline;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plain weighted draw, selected in the settings. */
class WeightedDrawIT {

  @TempDir static Path directory;

  @Test
  void shouldWorkWithoutTheQuotaTable() {
    try (PipelineCloud cloud =
        new PipelineOptions(directory).processes(2).setting("quota.choice", "draw").start()) {
      for (int i = 0; i < 10; i++) {
        cloud.upload("picture-" + i, PipelinePictures.face());
      }
      for (int i = 0; i < 10; i++) {
        cloud.awaitRow("picture-" + i, FACES, "SUCCEEDED");
        cloud.awaitRow("picture-" + i, LABELS, "SUCCEEDED");
      }
      assertEquals(List.of(), cloud.quota().all());
    }
  }
}
