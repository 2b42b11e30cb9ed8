package io.fanlens.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.TemporaryFolder;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.UserError;
import io.fanlens.operations.plan.CdkJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The template of a stage of cdk.json: the committed one while the stage is configured as it was
 * then, otherwise one that is synthesized now.
 */
public record StageTemplate(Installation installation, Terminal terminal) {

  /** Templates that are committed, with the stages they were made of. */
  private static final String COMMITTED = "infra/snapshot";

  private static final String ENDING = ".template.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Finds or makes the template.
   *
   * @throws UserError when there is no such stage, or it cannot be synthesized
   */
  public Path of(String stage) throws InterruptedException {
    CdkJson cdkJson = CdkJson.in(installation.root());
    cdkJson.require(stage);
    Path folder = installation.root().resolve(COMMITTED);
    CdkJson committed = new CdkJson(read(folder.resolve("stages.json")));
    boolean agrees = cdkJson.agrees(committed, stage);
    Path template = folder.resolve(stage + ENDING);
    if (agrees && Files.isRegularFile(template)) {
      return template;
    }
    terminal
        .err()
        .printf(
            "Stage %s %s, so its template is synthesized; this takes a moment.%n",
            stage,
            committed.has(stage)
                ? "is configured otherwise than in its committed template"
                : "has no committed template");
    try (TemporaryFolder output = TemporaryFolder.create("fanlens-synth")) {
      synthesize(stage, cdkJson, output.path());
      return Files.copy(synthesized(output.path()), installation.logs().resolve(stage + ENDING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path stages) {
    try {
      return Files.exists(stages) ? JSON.readTree(stages.toFile()) : MissingNode.getInstance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the CDK app, without the CDK CLI, which would pass on the same two variables. */
  private void synthesize(String stage, CdkJson cdkJson, Path output)
      throws IOException, InterruptedException {
    ProcessBuilder app =
        new ProcessBuilder("bash", "fanlens", "cdk-app", "--build")
            .directory(installation.root().toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    app.environment().put("CDK_OUTDIR", output.toString());
    app.environment()
        .put(
            "CDK_CONTEXT_JSON",
            JSON.createObjectNode()
                .put("stage", stage)
                .set("fanlens", cdkJson.fanlens())
                .toString());
    Process process = app.start();
    process.getOutputStream().close();
    try {
      if (process.waitFor() != 0) {
        throw UserError.failed(
            "the template of stage %s could not be synthesized; the reason is above"
                .formatted(stage));
      }
    } finally {
      process.destroy();
    }
  }

  private static Path synthesized(Path output) throws IOException {
    try (var files = Files.list(output)) {
      List<Path> templates = files.filter(file -> file.toString().endsWith(ENDING)).toList();
      return templates.getFirst();
    }
  }
}
