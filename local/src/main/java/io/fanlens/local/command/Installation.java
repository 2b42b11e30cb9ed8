package io.fanlens.local.command;

import io.fanlens.local.LocalCloudOptions;
import io.fanlens.local.lambda.FunctionRuntime;
import io.fanlens.local.lambda.LambdaOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where Fanlens lies on this machine, and what the build put there.
 *
 * @param root of the repository
 * @param logs of this run: two runs at once do not write over each other's
 */
record Installation(Path root, Path logs) {

  /** Logs of so many runs are kept. */
  private static final int RUNS_KEPT = 10;

  static Installation ofProcess() throws IOException {
    Path root = Path.of(System.getProperty("fanlens.home", "")).toAbsolutePath().normalize();
    Path all = root.resolve(".fanlens/logs");
    String name =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(ZoneOffset.UTC));
    Path logs = Files.createDirectories(all.resolve(name + "-" + ProcessHandle.current().pid()));
    removeOldest(all);
    return new Installation(root, logs);
  }

  Path template() {
    return present(root.resolve("infra/snapshot/default.template.json"), "stack's template");
  }

  Path functionZip() {
    return present(root.resolve("functions/target/fanlens-functions.zip"), "function's zip");
  }

  LocalCloudOptions options(int port, Optional<URI> dynamodb, FunctionRuntime runtime) {
    LambdaOptions lambda =
        LambdaOptions.builder().runtime(runtime).aotCache(root.resolve(".fanlens/aot")).build();
    return new LocalCloudOptions(port, template(), functionZip(), dynamodb, Map.of(), logs)
        .withLambda(lambda);
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

  private static Path present(Path file, String what) {
    if (!Files.isRegularFile(file)) {
      throw UserError.failed(
          "the %s is missing at %s; build it with: mvn -DskipTests package".formatted(what, file));
    }
    return file;
  }
}
