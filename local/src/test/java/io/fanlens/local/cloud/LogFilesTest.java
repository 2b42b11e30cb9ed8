package io.fanlens.local.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanlens.local.lambda.LambdaEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

  @TempDir Path directory;

  @Test
  void shouldWriteAFileForEachProcess() throws IOException {
    try (LogFiles logs = new LogFiles(directory.resolve("logs"), "analyze")) {
      logs.on(new LambdaEvent.ChildOutput("child-1", "one"));
      logs.on(new LambdaEvent.ChildOutput("child-2", "other"));
      logs.on(new LambdaEvent.ChildOutput("child-1", "two"));
    }

    assertEquals(
        List.of("one", "two"), Files.readAllLines(directory.resolve("logs/analyze-child-1.log")));
  }

  /** Its owner may have removed the folder, as tests do. */
  @Test
  void shouldIgnoreLinesThatComeAfterItsEnd() throws IOException {
    LogFiles logs = new LogFiles(directory.resolve("logs"), "analyze");
    logs.close();

    logs.on(new LambdaEvent.ChildOutput("child-1", "late"));

    assertFalse(Files.exists(directory.resolve("logs")));
  }
}
