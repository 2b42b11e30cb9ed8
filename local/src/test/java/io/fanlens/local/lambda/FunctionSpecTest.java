package io.fanlens.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class FunctionSpecTest {
  @TempDir Path directory;

  private FunctionSpec spec(Map<String, String> environment, int memoryMb) throws IOException {
    Path zip = directory.resolve("f.zip");
    Files.writeString(zip, "");
    return new FunctionSpec(
        "f",
        zip,
        "a.B::c",
        memoryMb,
        Duration.ofSeconds(1),
        environment,
        "eu-west-1",
        FunctionSpec.thisJava(),
        List.of());
  }

  private static String refusal(Executable made) {
    return assertThrows(IllegalArgumentException.class, made).getMessage();
  }

  @Test
  void shouldRefuseWhatLambdaRefuses() {
    assertEquals(
        "environment is [AWS_REGION]: Lambda reserves these names",
        refusal(() -> spec(Map.of("AWS_REGION", "x", "TABLE", "y"), 128)));
    assertEquals("memoryMb is 64: Lambda allows 128 to 10240", refusal(() -> spec(Map.of(), 64)));
    assertTrue(
        refusal(
                () ->
                    new EventSourceMappingSpec(
                        "u", "arn:aws:sqs:r:1:q", 11, Duration.ZERO, true, 2))
            .startsWith("batchSize is 11: over 10"));
  }
}
