package io.fanlens.e2e.pipeline;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.e2e.PipelineCloud;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plain weighted draw, selected in the settings. */
class WeightedDrawIT {

  @TempDir static Path directory;

  @Test
  void shouldWorkWithoutTheQuotaTable() {
    Map<String, Object> draw = Map.of("quota.choice", "draw");
    try (PipelineCloud cloud = PipelineCloud.start(directory, draw, 2)) {
      for (int i = 0; i < 10; i++) {
        cloud.upload("picture-" + i, PipelineCloud.face());
      }
      for (int i = 0; i < 10; i++) {
        cloud.awaitRow("picture-" + i, FACES, "SUCCEEDED");
        cloud.awaitRow("picture-" + i, LABELS, "SUCCEEDED");
      }
      assertEquals(List.of(), cloud.quotaItems());
    }
  }
}
