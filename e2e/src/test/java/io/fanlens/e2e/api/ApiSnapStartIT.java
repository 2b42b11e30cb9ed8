package io.fanlens.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.local.lambda.FunctionRuntime;
import io.fanlens.local.lambda.LambdaOptions;
import io.fanlens.local.rekognition.log.Call;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The API's function runs its hooks as on AWS, by Amazon's runtime interface client. */
class ApiSnapStartIT {

  @TempDir static Path directory;

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the hooks are run by Amazon's client")
  void shouldPrimeWithoutATraceAndAnswerAfterwards() throws Exception {
    LambdaOptions.Builder snapshotted =
        LambdaOptions.builder()
            .runtime(FunctionRuntime.AMAZON)
            .maxChildren(1)
            .childEnvironment(
                environment -> {
                  environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
                  return environment;
                });
    try (ApiCloud api = ApiCloud.start(ApiCloud.options(directory).lambda(snapshotted))) {
      PipelineCloud cloud = api.pipeline();

      // The pipeline's function may have started too, for the event that tests its queue.
      List<String> primed = api.output("for a snapshot");
      assertFalse(primed.isEmpty());
      for (String line : primed) {
        assertEquals(0, new ObjectMapper().readTree(line).path("failed").intValue(), line);
      }
      // Each Region and each operation was shown a picture of no bytes, and nothing was paid; all
      // seven are the API's.
      List<Call> refused = cloud.calls().stream().filter(call -> !call.isPaid()).toList();
      assertEquals(4, refused.stream().map(Call::region).distinct().count(), refused::toString);
      assertEquals(7, refused.stream().map(Call::operation).distinct().count());
      assertTrue(refused.stream().allMatch(call -> call.picture().isEmpty()), refused::toString);
      assertEquals(
          List.of("DetectText"),
          cloud.calls().stream().filter(Call::isPaid).map(Call::operation).distinct().toList(),
          "only the first request");
      assertEquals(1, api.clients().list().size());
    }
  }
}
