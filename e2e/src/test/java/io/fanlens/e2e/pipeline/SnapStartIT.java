package io.fanlens.e2e.pipeline;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.local.lambda.LambdaEvent.ChildOutput;
import io.fanlens.local.rekognition.log.Call;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The function's process runs its hooks as on AWS: by the runtime interface client, which calls the
 * Runtime API to learn when its snapshot is restored. The local cloud answers at once, so the
 * process is its own copy.
 */
class SnapStartIT {

  @TempDir Path directory;

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the hooks are run by Amazon's client")
  void shouldPrimeWithoutATraceAndWorkAfterwards() throws Exception {
    var lines = new ConcurrentLinkedQueue<String>();
    try (PipelineCloud cloud =
        PipelineCloud.startSnapshotted(
            directory,
            event -> {
              if (event instanceof ChildOutput output) {
                lines.add(output.line());
              }
            })) {
      cloud.upload("first.jpg", PipelineCloud.face());
      cloud.awaitRow("first.jpg", FACES, "SUCCEEDED");
      cloud.awaitRow("first.jpg", LABELS, "SUCCEEDED");
      cloud.awaitEmptyQueue();

      List<String> primed = lines.stream().filter(line -> line.contains("for a snapshot")).toList();
      assertEquals(1, primed.size(), lines::toString);
      JsonNode line = new ObjectMapper().readTree(primed.getFirst());
      assertEquals(0, line.path("failed").intValue(), lines::toString);
      // Each Region and each operation was shown a picture of no bytes, and nothing was paid.
      List<Call> refused = cloud.calls().stream().filter(call -> !call.isPaid()).toList();
      assertEquals(4, refused.stream().map(Call::region).distinct().count(), refused::toString);
      assertEquals(2, refused.stream().map(Call::operation).distinct().count());
      assertTrue(refused.stream().allMatch(call -> call.picture().isEmpty()), refused::toString);
      assertEquals(2, cloud.calls().stream().filter(Call::isPaid).count());
      assertEquals(2, cloud.allRows().size());
      PipelineCloud.awaitTrue(
          "an event for each row, and no more", () -> cloud.cloud().events().all().size() == 2);
      assertTrue(
          cloud.quotaItems().stream().allMatch(item -> Long.parseLong(item.get("tat").n()) > 0),
          () -> cloud.quotaItems().toString());
    }
  }

  @Test
  void shouldNotPrimeAFunctionThatAMessageWaitsFor() {
    try (PipelineCloud cloud = PipelineCloud.start(directory)) {
      cloud.upload("first.jpg", PipelineCloud.face());
      cloud.awaitRow("first.jpg", FACES, "SUCCEEDED");
      cloud.awaitRow("first.jpg", LABELS, "SUCCEEDED");
      assertTrue(cloud.calls().stream().allMatch(Call::isPaid), () -> cloud.calls().toString());
    }
  }
}
