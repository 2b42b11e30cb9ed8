package io.fanlens.e2e.plates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.e2e.ClientProgram;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/number-plates.md, run in their order by the AWS CLI. */
class NumberPlatesPageIT {

  private static final Path PAGE = Path.of("../docs/number-plates.md");
  private static final String ENDPOINT = "http://127.0.0.1:4566";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory;

  @BeforeAll
  static void requireTheClient() {
    ClientProgram.require("aws", "--version");
  }

  @Test
  void shouldDoWhatThePageSays() throws Exception {
    String page = Files.readString(PAGE);
    JsonNode promised = JSON.readTree(blocks(page, "json").getFirst());

    String printed;
    try (PipelineCloud cloud = new PipelineOptions(directory).template(Templates.PLATES).start()) {
      String script = String.join("\n", blocks(page, "bash"));
      assertTrue(script.contains(ENDPOINT), script);
      printed =
          ClientProgram.output(
              Path.of(".."),
              Map.of(),
              "bash",
              "-euc",
              script.replace(ENDPOINT, cloud.cloud().endpoint().toString()));
    }

    List<String> lines = printed.lines().toList();
    assertEquals("AB12 CDE", lines.getLast(), printed);
    JsonNode event =
        JSON.readTree(
            lines.stream().filter(line -> line.startsWith("{\"version\"")).findFirst().orElse(""));
    promised
        .path("detail")
        .properties()
        .forEach(
            field ->
                assertEquals(field.getValue(), event.path("detail").path(field.getKey()), printed));
    assertEquals(promised.path("source"), event.path("source"));
    assertEquals(promised.path("detail-type"), event.path("detail-type"));
  }

  private static List<String> blocks(String page, String language) throws IOException {
    return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(page)
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
