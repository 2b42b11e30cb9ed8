package io.fanlens.operations.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.operations.FanlensOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command as a process of its own on this repository's cdk.json, without credentials. */
class PlanCommandIT {

  private static final Path TOP = Path.of("").toAbsolutePath().getParent();

  @TempDir private Path folder;

  @Test
  void shouldPlanWithoutAnAccount() throws Exception {
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            "-Dfanlens.home=" + folder,
            FanlensOperations.class.getName(),
            "plan");
    java.environment().clear();
    java.environment().put("HOME", folder.toString());
    Process process =
        java.directory(TOP.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();

    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it did not end");
    assertEquals("", text(errors));
    assertEquals(0, process.exitValue());
    assertTrue(text(output).contains("No AWS credentials"), text(output));
    assertTrue(text(output).contains("bound by DetectLabels"), text(output));
    assertEquals(List.of(), text(output).lines().filter(line -> line.length() > 100).toList());
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }
}
