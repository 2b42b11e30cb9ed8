package io.fanlens.operations;

import io.fanlens.operations.audit.AuditCommand;
import io.fanlens.operations.clients.ClientsCommand;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.Program;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.plan.PlanCommand;
import io.fanlens.operations.redrive.RedriveCommand;
import io.fanlens.operations.results.ResultsCommand;
import io.fanlens.operations.status.StatusCommand;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;

/**
 * The program behind {@code ./fanlens plan}, {@code status}, {@code results}, {@code redrive},
 * {@code audit} and {@code clients}.
 */
public final class FanlensOperations {

  private FanlensOperations() {}

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
        new ResultsCommand(terminal, clock),
        new PlanCommand(Path.of("")),
        new StatusCommand(terminal, clock),
        new RedriveCommand(terminal, clock),
        new AuditCommand(terminal, installation, clock),
        new ClientsCommand(terminal, clock));
  }
}
