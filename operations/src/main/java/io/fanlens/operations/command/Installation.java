package io.fanlens.operations.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Where Fanlens is on this machine.
 *
 * @param root folder of the repository
 * @param logs folder of this run: concurrent runs do not overwrite each other's
 */
public record Installation(Path root, Path logs) {

  /** Number of runs whose logs are kept. */
  private static final int RUNS_KEPT = 10;

  public static Installation ofProcess() throws IOException {
    Path root = Path.of(System.getProperty("fanlens.home", "")).toAbsolutePath().normalize();
    Path all = root.resolve(".fanlens/logs");
    String name =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(ZoneOffset.UTC));
    Path logs = Files.createDirectories(all.resolve(name + "-" + ProcessHandle.current().pid()));
    removeOldest(all);
    return new Installation(root, logs);
  }

  private static void removeOldest(Path all) throws IOException {
    List<Path> runs;
    try (var folders = Files.list(all)) {
      runs = folders.filter(Files::isDirectory).sorted().toList();
    }
    for (Path run : runs.subList(0, Math.max(0, runs.size() - RUNS_KEPT))) {
      new TemporaryFolder(run).close();
    }
  }
}
