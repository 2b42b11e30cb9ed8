package io.fanlens.operations.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar of a release runs without the launcher, which else says where Fanlens is. */
class InstallationTest {

  @TempDir private Path home;

  @Test
  void shouldUseTheHomeFolderWithoutTheLauncher() throws IOException {
    assertEquals(home, Installation.withoutLauncher(home.toString()));
  }

  @Test
  void shouldWorkForAUserWithoutHome() throws IOException {
    Path folder = Installation.withoutLauncher(home.resolve("nowhere").toString());
    try (TemporaryFolder created = new TemporaryFolder(folder)) {
      assertTrue(Files.isWritable(created.path()));
    }
  }

  /** One that runs for days has the oldest folder of all. */
  @Test
  void shouldKeepTheLogsOfAProcessThatStillRuns() throws Exception {
    Path logs = Files.createDirectories(home.resolve(".fanlens/logs"));
    Path running = Files.createDirectories(logs.resolve("20200101-000000-1"));
    Process process = holder(running);
    try {
      assertEquals('+', process.getInputStream().read());
      for (int i = 0; i < 12; i++) {
        Files.createDirectories(logs.resolve("20210101-00000%d-1".formatted(i)));
      }
      Path own = Installation.at(home).logs();
      assertTrue(Files.isDirectory(running));
      assertTrue(Files.isDirectory(own));
      assertFalse(Files.exists(logs.resolve("20210101-000000-1")));
      process.destroyForcibly().waitFor();
      Installation.at(home);
      assertFalse(Files.exists(running));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process holder(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Holds a folder until it is killed. */
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      FolderInUse.hold(Path.of(arguments[0]));
      System.out.print('+');
      System.out.flush();
      Thread.currentThread().join();
    }
  }
}
