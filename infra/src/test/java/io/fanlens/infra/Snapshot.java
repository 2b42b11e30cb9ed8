package io.fanlens.infra;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The committed template of a stage, without the parts that change with each build of the
 * functions: the zip's hash, the hash in the version's logical id, and the bucket of assets. There
 * is one for each stage in {@code snapshot/stages.json}, which has the blocks of {@code cdk.json}
 * too, so that the local cloud knows whether a template is still that of its stage. For a new one
 * add a block there and run with {@code -Dsnapshot.update=true}.
 */
final class Snapshot {

  private static final Path FOLDER = Path.of("snapshot");
  static final Path STAGES = FOLDER.resolve("stages.json");

  private static final String ENDING = ".template.json";

  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  private Snapshot() {}

  static String normalized(String template) {
    try {
      ObjectMapper mapper = new ObjectMapper();
      String readable =
          mapper
              .writer(
                  new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT))
              .writeValueAsString(mapper.readTree(template));
      return readable
              .replaceAll("[0-9a-f]{64}\\.zip", "ASSET_HASH.zip")
              .replaceAll("cdk-[a-z0-9]+-assets-", "cdk-ASSETS-")
              .replaceAll("(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}", "$1")
          + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path file(String stage) {
    return FOLDER.resolve(stage + ENDING);
  }

  /** Empty when there is none yet. */
  static String committed(String stage) throws IOException {
    Path file = file(stage);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Stages with a committed template, whether or not they are still configured. */
  static NavigableSet<String> committedStages() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
