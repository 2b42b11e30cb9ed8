package io.fanlens.operations.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine;

/**
 * One execution of a command line, with what it printed.
 *
 * @param exitCode of the program
 */
public record CommandRun(int exitCode, String output, String errors) {

  /** Executes without a terminal. */
  public static CommandRun of(
      BiFunction<Terminal, Installation, CommandLine> program, Path folder, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            100);
    int exitCode =
        program
            .apply(terminal, new Installation(folder, folder.resolve("logs")))
            .execute(arguments);
    return new CommandRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Expects exit code 2 and one sentence that names the wrong argument. */
  public void assertRejected(String named) {
    assertEquals(UserError.BAD_ARGUMENTS, exitCode, errors);
    List<String> lines = errors.lines().filter(line -> !line.startsWith("See: ")).toList();
    assertEquals(1, lines.size(), errors);
    assertTrue(lines.getFirst().startsWith("fanlens"), errors);
    assertTrue(lines.getFirst().contains(named), errors);
    assertEquals("", output);
  }
}
