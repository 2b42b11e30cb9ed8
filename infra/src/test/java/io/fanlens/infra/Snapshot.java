package io.fanlens.infra;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The committed template of the default stage, without what changes with each build of the
 * functions: the zip's hash, the hash in the version's logical id, and the bucket of assets.
 */
final class Snapshot {

  static final Path FILE = Path.of("snapshot", "default.template.json");

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

  static String committed() throws IOException {
    return Files.readString(FILE);
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
