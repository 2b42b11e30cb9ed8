package io.fanlens.operations.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.stage.configuration.StageContexts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class PlanCommandTest {

  private static final Path TOP = Path.of("").toAbsolutePath().getParent();

  @TempDir private Path folder;

  @Test
  void shouldPlanTheDefaultStage() {
    Run run = run(TOP, "--offline");

    assertEquals(0, run.status(), run.errors());
    assertTrue(run.output().contains("bound by DetectLabels"), run.output());
    assertTrue(run.output().contains("Raise first"), run.output());
  }

  @Test
  void shouldPlanAnotherStage() throws IOException {
    write(
        "{\"trial\": {\"targets\": [{\"region\": \"eu-west-1\"}], \"operations\": {\"DetectFaces\":"
            + " {}}}}");

    Run run = run(folder, "--offline", "--stage", "trial", "--pictures-per-second", "99");

    assertEquals(0, run.status(), run.errors());
    assertTrue(run.output().contains("you need 99 pictures a second and reach 99"), run.output());
    assertTrue(run.output().contains("pictures leave the geography"), run.output());
  }

  @ParameterizedTest
  @MethodSource("io.fanlens.stage.configuration.StageContexts#stages")
  void shouldPlanEveryStageThatHasATemplate(String stage) throws IOException {
    write(StageContexts.contextOf(stage).path("stages").toString());

    Run run = run(folder, "--offline", "--stage", stage);

    assertEquals(0, run.status(), run.errors());
    assertTrue(run.output().contains("Stage " + stage + ": home "), run.output());
  }

  @Test
  void shouldNameWhatItDoesNotCount() throws IOException {
    write("{\"default\": {\"kmsKey\": \"own\", \"accessLogs\": true, \"tracing\": true}}");

    assertTrue(
        run(folder, "--offline")
            .output()
            .contains(
                "Not counted: the AWS KMS key and requests to it, access logs, traces; see"
                    + " docs/cost.md"));
    assertFalse(run(TOP, "--offline").output().contains("Not counted"));
    assertFalse(run(folder, "--offline", "--json").output().contains("Not counted"));
  }

  @Test
  void shouldNameTheStagesThatThereAre() throws IOException {
    write("{\"default\": {}, \"trial\": {}}");

    Run run = run(folder, "--offline", "--stage", "nope");

    assertEquals(2, run.status());
    assertTrue(run.errors().contains("--stage is 'nope'"), run.errors());
    assertTrue(run.errors().contains("default, trial"), run.errors());
    assertEquals(1, run.errors().lines().count(), run.errors());
  }

  @Test
  void shouldListAllConfigurationErrors() throws IOException {
    write("{\"default\": {\"batchSize\": 11, \"memoryMb\": 64}}");

    Run run = run(folder, "--offline");

    assertEquals(1, run.status());
    assertTrue(run.errors().contains("cdk.json has 2 configuration errors"), run.errors());
    assertTrue(run.errors().contains("stages.default.batchSize: 11"), run.errors());
    assertTrue(run.errors().contains("stages.default.memoryMb: 64"), run.errors());
  }

  @Test
  void shouldReportAMissingConfiguration() throws IOException {
    assertEquals(1, run(folder, "--offline").status());
    assertTrue(run(folder, "--offline").errors().contains("there is no cdk.json here"));
    Files.writeString(folder.resolve("cdk.json"), "{");
    assertTrue(run(folder, "--offline").errors().contains("cdk.json is not JSON"));
  }

  @Test
  void shouldRejectANumberOutOfRange() {
    Run run = run(TOP, "--offline", "--burst", "0");

    assertEquals(2, run.status());
    assertEquals("fanlens plan: --burst is 0; give a number of at least 1\n", run.errors());
  }

  @Test
  void shouldPrintJson() {
    Run run = run(TOP, "--offline", "--json");

    assertEquals(0, run.status(), run.errors());
    assertTrue(run.output().startsWith("{"), run.output());
  }

  @Test
  void shouldPlanTheApiWithItsLoad() throws IOException {
    write("{\"default\": {\"api\": {\"concurrency\": 100}}}");

    Run idle = run(folder, "--offline");
    Run loaded = run(folder, "--offline", "--api-calls-per-second", "300");

    assertEquals(0, loaded.status(), loaded.errors());
    assertTrue(idle.output().contains("DetectFaces                     248 calls/s, 199 while"));
    assertFalse(idle.output().contains("API Gateway"), idle.output());
    assertTrue(loaded.output().contains("keep 180 functions busy"), loaded.output());
    assertTrue(loaded.output().contains("raise api.concurrency to 180"), loaded.output());
    assertTrue(loaded.output().contains("more than the quotas of DetectProtectiveEquipment"));
    assertTrue(loaded.output().contains("788.4 million calls"), loaded.output());
    assertTrue(loaded.output().contains("API Gateway                2,759.40"), loaded.output());
    assertEquals(List.of(), loaded.output().lines().filter(line -> line.length() > 100).toList());
    assertTrue(
        run(folder, "--offline", "--json", "--api-calls-per-second", "1")
            .output()
            .contains("\"callsPerSecond\" : 1.0"));
  }

  @Test
  void shouldSayHowToEnableTheApiOfAStageWithoutOne() throws IOException {
    write("{\"default\": {}}");

    Run run = run(folder, "--offline", "--api-calls-per-second", "10");

    assertEquals(1, run.status());
    assertEquals(
        "fanlens plan: stage default has no API; add \"api\": {} to its block of cdk.json\n",
        run.errors());
    assertEquals(
        "fanlens plan: --api-calls-per-second is -1; give a number of at least 0\n",
        run(folder, "--offline", "--api-calls-per-second", "-1").errors());
  }

  private void write(String stages) throws IOException {
    Files.writeString(
        folder.resolve("cdk.json"),
        "{\"context\": {\"fanlens\": {\"stages\": %s}}}".formatted(stages));
  }

  private static Run run(Path folder, String... arguments) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine command = PlanCommand.commandLine(folder);
    command.setOut(new PrintWriter(output, true));
    command.setErr(new PrintWriter(errors, true));
    int status = command.execute(arguments);
    return new Run(status, output.toString(), errors.toString());
  }

  private record Run(int status, String output, String errors) {}
}
