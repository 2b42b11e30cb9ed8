package io.fanlens.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.UserError;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FanlensOperationsTest {

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({
    "status --days 0, --days is 0",
    "status --wrong, --wrong",
    "audit --limit -1, --limit is -1",
    "audit --min-age -1, --min-age is -1",
    "redrive surplus, surplus",
    "results a.jpg --failed, --failed",
    "results --since yesterday, 'yesterday'",
    "results a.jpg b.jpg, b.jpg"
  })
  void shouldNameTheWrongArgument(String line, String named) {
    assertEquals(UserError.BAD_ARGUMENTS, run(line.split(" ")));
    assertTrue(errors().contains(named), errors());
    assertFalse(errors().contains("Exception"), errors());
  }

  @Test
  void shouldExplainItsCommands() {
    assertEquals(0, run("results", "--help"));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("--since=T"));
  }

  @Test
  void shouldSayItsVersionWithEveryCommand() {
    assertEquals(0, run("--version"));
    assertEquals(0, run("status", "--version"));
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.getFirst().startsWith("fanlens "), lines.getFirst());
    assertEquals(lines.getFirst(), lines.getLast());
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
    return FanlensOperations.commandLine(terminal, installation).execute(args);
  }
}
