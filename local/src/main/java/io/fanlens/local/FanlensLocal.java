package io.fanlens.local;

import io.fanlens.local.command.LocalCommand;
import io.fanlens.local.demo.DemoCommand;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.Program;
import io.fanlens.operations.command.Terminal;
import java.time.InstantSource;
import picocli.CommandLine;

/** The program behind {@code ./fanlens demo} and {@code ./fanlens local}. */
public final class FanlensLocal {

  private FanlensLocal() {}

  public static void main(String[] args) throws Exception {
    Installation installation = Installation.ofProcess();
    Program.start(installation);
    System.exit(commandLine(Terminal.ofProcess(), installation).execute(args));
  }

  public static CommandLine commandLine(Terminal terminal, Installation installation) {
    InstantSource clock = InstantSource.system();
    return Program.commandLine(
        terminal,
        installation,
        new DemoCommand(terminal, installation, clock),
        new LocalCommand(terminal, installation, clock));
  }
}
