package io.fanlens.e2e.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.FanlensLocal;
import io.fanlens.local.command.StageTemplate;
import io.fanlens.local.command.TemplateOperations;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it: the bundled pictures through the deployable zip. */
class DemoIT {

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldFindFacesAndTextOfTheBundledPictures() throws Exception {
    Installation installation =
        new Installation(Path.of("..").toAbsolutePath().normalize(), folder.resolve("logs"));
    Files.createDirectories(installation.logs());
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            120);

    int exitCode =
        FanlensLocal.commandLine(terminal, installation).execute("demo", "--out", folder + "/out");

    assertEquals(0, exitCode, out.toString(StandardCharsets.UTF_8) + err);
    JsonNode rows = new ObjectMapper().readTree(folder.resolve("out/results.json").toFile());
    TemplateOperations operations =
        TemplateOperations.of(new StageTemplate(installation, terminal).of("demo"));
    assertEquals(
        6 * operations.of("people/face.bmp").size() + operations.of("number-plate.jpg").size(),
        rows.size());
    assertEquals("AB12 CDE", row(rows, "number-plate.jpg", "DetectText").path("found").asText());
    String printed = out.toString(StandardCharsets.UTF_8);
    assertTrue(printed.contains("AB12 CDE"), printed);
    assertEquals("Page:    ./fanlens local --stage web", printed.lines().toList().getLast());
    assertEquals(4, row(rows, "people/four faces.jpg", "DetectFaces").path("FaceDetails").size());
    assertEquals(
        "BMP",
        row(rows, "people/face.bmp", "DetectFaces").path("sent").path("convertedFrom").asText());
    String report = Files.readString(folder.resolve("out/report.html"));
    assertTrue(report.contains("four faces.jpg") && report.contains("AB12 CDE"));
  }

  private static JsonNode row(JsonNode rows, String key, String operation) {
    for (JsonNode row : rows) {
      if (row.path("id").asText().equals(key) && row.path("operation").asText().equals(operation)) {
        return row;
      }
    }
    throw new AssertionError("no row of %s for %s".formatted(operation, key));
  }
}
