package io.fanlens.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fanlens.operations.command.CommandRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FanlensOperationsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "status --days 0, --days is 0",
    "status --days 367, --days is 367",
    "status --days many, --days",
    "status --days, --days",
    "status --stack, --stack",
    "status --wrong, --wrong",
    "status surplus, surplus",
    "audit --limit -1, --limit is -1",
    "audit --limit x, --limit",
    "audit --min-age -1, --min-age is -1",
    "audit --min-age x, --min-age",
    "audit surplus, surplus",
    "redrive surplus, surplus",
    "redrive --reason, --reason",
    "redrive --wrong, --wrong",
    "results a.jpg --failed, --failed",
    "results a.jpg --since 1d, --since",
    "results --since yesterday, 'yesterday'",
    "results --since 2026-02-30, '2026-02-30'",
    "results --region, --region",
    "results a.jpg b.jpg, b.jpg",
    "plan --burst x, --burst",
    "plan --burst 0 --offline, --burst is 0",
    "plan --faces many, --faces",
    "plan --megabytes, --megabytes",
    "plan surplus, surplus",
    "clients add, NAME",
    "clients add a --per-day -1, --per-day is -1",
    "clients add a --per-month many, --per-month",
    "clients limit a, --per-day",
    "clients limit a --per-month -1, --per-month is -1",
    "clients disable, CLIENT",
    "clients list surplus, surplus",
    "clients, subcommand",
    "nonsense, nonsense"
  })
  void shouldRejectAWrongArgumentInOneSentence(String line, String named) {
    run(line.split(" ")).assertRejected(named);
  }

  /** The SDK would list the classes that it asked. */
  @Test
  void shouldSayInOneSentenceThatThereIsNoRegion() {
    assumeTrue(System.getenv("AWS_REGION") == null, "the environment has a Region");
    Map<String, String> alone =
        Map.of(
            "aws.disableEc2Metadata", "true",
            "aws.configFile", folder.resolve("none").toString(),
            "aws.sharedCredentialsFile", folder.resolve("none").toString());
    alone.forEach(System::setProperty);
    try {
      CommandRun run = run("results", "a.jpg");
      run.assertRejected("no AWS Region is set");
      assertFalse(run.errors().contains("software.amazon"), run.errors());
    } finally {
      alone.keySet().forEach(System::clearProperty);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "status", "results", "redrive", "audit", "clients"})
  void shouldPrintHelp(String command) {
    CommandRun run = run(command, "--help");
    assertEquals(0, run.exitCode(), run.errors());
    assertTrue(run.output().contains("Usage: fanlens " + command), run.output());
  }

  @Test
  void shouldNameTheParametersOfOptions() {
    assertTrue(run("results", "--help").output().contains("--since=T"));
  }

  @Test
  void shouldSayItsVersionWithEveryCommand() {
    String version = run("--version").output();

    assertTrue(version.startsWith("fanlens "), version);
    assertEquals(version, run("status", "--version").output());
  }

  private CommandRun run(String... args) {
    return CommandRun.of(FanlensOperations::commandLine, folder, args);
  }
}
