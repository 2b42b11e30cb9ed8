package io.fanlens.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FanlensLocalTest {

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({
    "local --port 70000, --port is 70000",
    "local --port x, --port",
    "local --dynamodb nonsense, 'nonsense'",
    "local --dynamodb ftp://host, 'ftp://host'",
    "local --runtime fast, 'runtime is fast'",
    "demo --runtime fast, 'give auto, amazon or plain'",
    "local surplus, surplus",
    "demo --wrong, --wrong",
    "demo --dynamodb http://, 'http://'",
    "demo --out, --out"
  })
  void shouldNameTheWrongArgument(String line, String named) {
    assertEquals(UserError.BAD_ARGUMENTS, run(line.split(" ")));
    assertTrue(errors().contains(named), errors());
    assertFalse(errors().contains("Exception"), errors());
  }

  @Test
  void shouldNameAPictureThatDoesNotExist() {
    assertEquals(UserError.BAD_ARGUMENTS, run("demo", "--out", at("out"), at("none.jpg")));
    assertTrue(errors().contains("none.jpg does not exist"), errors());
  }

  @Test
  void shouldRefuseAFileAsFolderForTheReport() throws IOException {
    Files.writeString(folder.resolve("out"), "");

    assertEquals(UserError.BAD_ARGUMENTS, run("demo", "--out", at("out")));
    assertTrue(errors().contains("--out"), errors());
  }

  @Test
  void shouldPointToAnotherPortWhenOneIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(UserError.FAILED, run("local", "--port", "" + taken.getLocalPort()));
    }
    assertTrue(errors().contains("choose another with --port"), errors());
  }

  @Test
  void shouldSayWhatToBuildWhenItIsNotBuilt() throws IOException {
    Files.writeString(folder.resolve("a.jpg"), "");

    assertEquals(UserError.FAILED, run("demo", "--out", at("out"), at("a.jpg")));
    assertTrue(errors().contains("mvn -DskipTests package"), errors());
  }

  @Test
  void shouldExplainItsCommands() {
    assertEquals(0, run("demo", "--help"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("--dynamodb=URL"));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private int run(String... args) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            100);
    Installation installation = new Installation(folder, folder.resolve("logs"));
    return FanlensLocal.commandLine(terminal, installation).execute(args);
  }
}
