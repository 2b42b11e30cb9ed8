package io.fanlens.infra;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The committed template of a stage, without what changes with each build of the functions: the
 * zip's hash, the hash in the version's logical id, and the bucket of assets. There is one of the
 * default stage of {@code cdk.json} and one of each stage in {@code snapshot/stages.json}: a block
 * there, and a run with {@code -Dsnapshot.update=true}, make a new one.
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

  /** Of nothing when there is none yet. */
  static String committed(String stage) throws IOException {
    Path file = file(stage);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Stages that have a committed template, whether or not they are still configured. */
  static NavigableSet<String> committedStages() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The first line that differs, which says more than two whole templates. */
  static String firstDifference(String expected, String actual) {
    List<String> expectedLines = expected.lines().toList();
    List<String> actualLines = actual.lines().toList();
    for (int i = 0; i < Math.max(expectedLines.size(), actualLines.size()); i++) {
      String was = i < expectedLines.size() ? expectedLines.get(i) : "(end)";
      String is = i < actualLines.size() ? actualLines.get(i) : "(end)";
      if (!was.equals(is)) {
        return "line %d: snapshot has %s, the app gives %s"
            .formatted(i + 1, was.strip(), is.strip());
      }
    }
    return "no difference";
  }
}
