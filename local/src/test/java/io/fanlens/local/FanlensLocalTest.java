package io.fanlens.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.operations.command.CommandRun;
import io.fanlens.operations.command.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FanlensLocalTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "local --port 70000, --port is 70000",
    "local --port -1, --port is -1",
    "local --port x, --port",
    "local --port, --port",
    "local --runtime, --runtime",
    "local --stage, --stage",
    "demo --stage, --stage",
    "local --wrong, --wrong",
    "local --dynamodb nonsense, 'nonsense'",
    "local --dynamodb ftp://host, 'ftp://host'",
    "local --runtime fast, 'runtime is fast'",
    "demo --runtime fast, 'give auto, amazon or plain'",
    "local surplus, surplus",
    "demo --wrong, --wrong",
    "demo --dynamodb http://, 'http://'",
    "demo --out, --out",
    "nonsense, nonsense"
  })
  void shouldRejectAWrongArgumentInOneSentence(String line, String named) {
    run(line.split(" ")).assertRejected(named);
  }

  @Test
  void shouldReportAMissingPicture() {
    run("demo", "--out", at("out"), at("none.jpg")).assertRejected("none.jpg does not exist");
  }

  @Test
  void shouldRejectAFileAsFolderForTheReport() throws IOException {
    Files.writeString(folder.resolve("out"), "");

    run("demo", "--out", at("out")).assertRejected("--out");
  }

  @Test
  void shouldSuggestAnotherPortWhenOneIsInUse() throws IOException {
    CommandRun run;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      run = run("local", "--port", "" + taken.getLocalPort());
    }
    assertEquals(UserError.FAILED, run.exitCode());
    assertTrue(run.errors().contains("choose another with --port"), run.errors());
  }

  @Test
  void shouldSayWhatToBuildWhenABuildIsMissing() throws IOException {
    Files.writeString(folder.resolve("a.jpg"), "");

    CommandRun run = run("demo", "--out", at("out"), at("a.jpg"));
    assertEquals(UserError.FAILED, run.exitCode());
    assertTrue(run.errors().contains("mvn -DskipTests package"), run.errors());
  }

  @Test
  void shouldPrintHelp() {
    CommandRun run = run("demo", "--help");
    assertEquals(0, run.exitCode());
    assertTrue(run.output().contains("--dynamodb=URL"), run.output());
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private CommandRun run(String... args) {
    return CommandRun.of(FanlensLocal::commandLine, folder, args);
  }
}
