package io.fanlens.local.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a folder with a launcher that writes what it was told into a template. */
class StageTemplateTest {

  private static final String LAUNCHER =
      """
      [ "$*" = "cdk-app --build" ] || exit 1
      printf '{"told": %s}' "$CDK_CONTEXT_JSON" >"$CDK_OUTDIR/Fanlens-any.template.json"
      """;

  @TempDir private Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private StageTemplate template;

  @BeforeEach
  void commitOne() throws IOException {
    Path committed = Files.createDirectories(folder.resolve("infra/snapshot"));
    Files.writeString(
        committed.resolve("stages.json"),
        "{\"stages\": {\"plates\": {\"table\": \"plates_results\"}}}");
    Files.writeString(committed.resolve("plates.template.json"), "{}");
    Files.writeString(folder.resolve("fanlens"), LAUNCHER);
    Path logs = Files.createDirectories(folder.resolve("logs"));
    PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
    template =
        new StageTemplate(
            new Installation(folder, logs), new Terminal(print, print, false, false, 100));
  }

  @Test
  void shouldTakeTheCommittedTemplateOfAStageThatIsConfiguredTheSame() throws Exception {
    // A default that is written out is no difference.
    configure("{\"plates\": {\"memoryMb\": 2048, \"table\": \"plates_results\"}}");

    assertEquals(folder.resolve("infra/snapshot/plates.template.json"), template.of("plates"));
    assertEquals("", said.toString(StandardCharsets.UTF_8));
  }

  @Test
  void shouldSynthesizeAStageThatWasEdited() throws Exception {
    configure("{\"plates\": {\"memoryMb\": 1024, \"table\": \"plates_results\"}}");

    JsonNode told = told(template.of("plates"));

    assertEquals("plates", told.path("stage").asText());
    assertEquals(1024, told.at("/fanlens/stages/plates/memoryMb").asInt());
    assertTrue(said().contains("is configured otherwise than in its committed template"), said());
    assertTrue(said().contains("this takes a moment"), said());
  }

  @Test
  void shouldSynthesizeAStageWithoutCommittedTemplate() throws Exception {
    configure("{\"ours\": {\"table\": \"ours\"}}");

    assertEquals("ours", told(template.of("ours")).path("stage").asText());
    assertTrue(said().contains("Stage ours has no committed template"), said());
  }

  /** A stage of the tests is none of cdk.json's. */
  @Test
  void shouldNameTheStagesOfCdkJson() throws IOException {
    configure("{\"default\": {}, \"ours\": {}}");

    UserError error = assertThrows(UserError.class, () -> template.of("plates"));

    assertEquals(UserError.BAD_ARGUMENTS, error.exitCode());
    assertEquals(
        "--stage is 'plates', which cdk.json does not have; choose one of: default, ours",
        error.getMessage());
  }

  @Test
  void shouldSayWhatIsWrongInTheStage() throws IOException {
    configure("{\"plates\": {\"memoryMb\": 1}}");

    UserError error = assertThrows(UserError.class, () -> template.of("plates"));

    assertTrue(error.getMessage().contains("stages.plates.memoryMb: 1"), error.getMessage());
  }

  @Test
  void shouldFailWhereTheSynthesisDoes() throws IOException {
    configure("{\"ours\": {}}");
    Files.writeString(folder.resolve("fanlens"), "exit 3");

    UserError error = assertThrows(UserError.class, () -> template.of("ours"));

    assertTrue(error.getMessage().contains("stage ours could not be synthesized"));
  }

  private void configure(String stages) throws IOException {
    Files.writeString(
        folder.resolve("cdk.json"),
        "{\"context\": {\"fanlens\": {\"stages\": %s}}}".formatted(stages));
  }

  private static JsonNode told(Path template) throws IOException {
    return new ObjectMapper().readTree(template.toFile()).path("told");
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
