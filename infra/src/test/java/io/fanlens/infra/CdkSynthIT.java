package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.stage.configuration.StageConfiguration;
import io.fanlens.stage.configuration.StageContexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the CDK CLI as a user does, in a separate folder and without AWS credentials. */
class CdkSynthIT {

  private static final Path TOP = Path.of("").toAbsolutePath().getParent();

  /** The app as the launcher starts it. */
  private static final List<String> APP =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          FanlensApp.class.getName());

  @TempDir private Path folder;

  @BeforeEach
  void copyConfiguration() throws IOException {
    Files.copy(TOP.resolve("cdk.json"), folder.resolve("cdk.json"));
  }

  @Test
  void shouldPrintTheTemplateOfTheSnapshot() throws Exception {
    buildFunctions();

    Run run = synth("--json");

    assertEquals(0, run.status(), run.errors());
    assertEquals(
        Snapshot.committed(StageConfiguration.DEFAULT_STAGE), Snapshot.normalized(run.output()));
    assertFalse(run.errors().contains("feature flags are not configured"), run.errors());
  }

  /** As {@code ./fanlens local --stage NAME} does, for which the CDK CLI is not needed. */
  @Test
  void shouldWriteTheTemplateWithoutTheCli() throws Exception {
    buildFunctions();
    ObjectNode context = new ObjectMapper().createObjectNode().put("stage", "plates");
    context.set("fanlens", StageContexts.contextOfCdkJson());

    Run run =
        run(
            APP,
            Map.of(
                "CDK_OUTDIR", folder.resolve("out").toString(),
                "CDK_CONTEXT_JSON", context.toString()));

    assertEquals(0, run.status(), run.errors());
    assertEquals(
        Snapshot.committed("plates"),
        Snapshot.normalized(Files.readString(folder.resolve("out/Fanlens-plates.template.json"))));
  }

  @Test
  void shouldListErrorsWithoutAStackTrace() throws Exception {
    buildFunctions();

    Run run = synth("-c", "stage=nowhere");

    assertNotEquals(0, run.status());
    assertTrue(
        run.errors()
            .contains("stages.nowhere: there is no such stage; choose one with -c stage=NAME:"),
        run.errors());
    assertFalse(run.errors().contains("\tat "), run.errors());
  }

  @Test
  void shouldSayHowToBuildTheFunctions() throws Exception {
    Run run = synth();

    assertNotEquals(0, run.status());
    assertTrue(
        run.errors().contains("is missing or empty; build it first: mvn -DskipTests package"),
        run.errors());
    assertFalse(run.errors().contains("\tat "), run.errors());
  }

  private void buildFunctions() throws IOException {
    Path zip = folder.resolve("functions/target/fanlens-functions.zip");
    Files.createDirectories(zip.getParent());
    Files.writeString(zip, "stand-in for the functions");
    TestStack.assets(Files.createDirectories(folder.resolve("infra/target")));
  }

  private Run synth(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                TOP.resolve("node_modules/.bin/cdk").toString(),
                "synth",
                "--no-notices",
                "-a",
                String.join(" ", APP)));
    command.addAll(List.of(arguments));
    return run(command, Map.of());
  }

  private Run run(List<String> command, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("CDK_DISABLE_CLI_TELEMETRY", "true");
    environment.put("CLASSPATH", System.getProperty("java.class.path"));
    environment.putAll(variables);
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Run(process.waitFor(), Files.readString(output), Files.readString(errors));
  }

  private record Run(int status, String output, String errors) {}
}
