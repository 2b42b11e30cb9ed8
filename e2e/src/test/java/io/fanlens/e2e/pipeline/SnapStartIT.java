package io.fanlens.e2e.pipeline;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.local.lambda.FunctionRuntime;
import io.fanlens.local.lambda.LambdaEvent.ChildOutput;
import io.fanlens.local.lambda.LambdaOptions;
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

  /** A process that believes a snapshot of it is taken, as AWS Lambda's SnapStart has it. */
  static LambdaOptions.Builder snapshotted() {
    return LambdaOptions.builder()
        .runtime(FunctionRuntime.AMAZON)
        .maxChildren(1)
        .childEnvironment(
            environment -> {
              environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
              return environment;
            });
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the hooks are run by Amazon's client")
  void shouldPrimeWithoutATraceAndWorkAfterwards() throws Exception {
    var lines = new ConcurrentLinkedQueue<String>();
    try (PipelineCloud cloud =
        new PipelineOptions(directory)
            .lambda(snapshotted())
            .listener(
                event -> {
                  if (event instanceof ChildOutput output) {
                    lines.add(output.line());
                  }
                })
            .start()) {
      cloud.upload("first.jpg", PipelinePictures.face());
      cloud.awaitRow("first.jpg", FACES, "SUCCEEDED");
      cloud.awaitRow("first.jpg", LABELS, "SUCCEEDED");
      cloud.queue().awaitEmpty();

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
      Eventually.until(
          "an event for each row, and no more", () -> cloud.cloud().events().all().size() == 2);
      assertTrue(
          cloud.quota().all().stream().allMatch(item -> Long.parseLong(item.get("tat").n()) > 0),
          () -> cloud.quota().all().toString());
    }
  }

  @Test
  void shouldNotPrimeAFunctionThatAMessageWaitsFor() {
    try (PipelineCloud cloud = new PipelineOptions(directory).start()) {
      cloud.upload("first.jpg", PipelinePictures.face());
      cloud.awaitRow("first.jpg", FACES, "SUCCEEDED");
      cloud.awaitRow("first.jpg", LABELS, "SUCCEEDED");
      assertTrue(cloud.calls().stream().allMatch(Call::isPaid), () -> cloud.calls().toString());
    }
  }
}
