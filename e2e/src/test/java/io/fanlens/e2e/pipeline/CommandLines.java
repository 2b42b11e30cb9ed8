package io.fanlens.e2e.pipeline;

import io.fanlens.operations.FanlensOperations;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.Program;
import io.fanlens.operations.command.Terminal;

/** Several command lines of {@code ./fanlens}, one after the other in one process. */
final class CommandLines {

  /** Printed after each of them. */
  static final String END = "--- end of command ---\n";

  private CommandLines() {}

  public static void main(String[] args) throws Exception {
    Installation installation = Installation.ofProcess();
    Program.start(installation);
    for (String line : args) {
      int unused =
          FanlensOperations.commandLine(Terminal.ofProcess(), installation)
              .execute(line.split(" "));
      System.out.print(END);
    }
    System.exit(0);
  }
}
