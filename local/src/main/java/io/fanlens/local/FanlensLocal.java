package io.fanlens.local;

import io.fanlens.local.command.LocalCommand;
import io.fanlens.local.demo.DemoCommand;
import io.fanlens.operations.audit.AuditCommand;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.Shutdown;
import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.UserError;
import io.fanlens.operations.redrive.RedriveCommand;
import io.fanlens.operations.results.ResultTable;
import io.fanlens.operations.results.ResultsCommand;
import io.fanlens.operations.status.StatusCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program behind {@code ./fanlens}. Exit codes: 0 done, 1 not done or not as expected, 2 wrong
 * arguments. A mistake is answered with one sentence; what is unforeseen goes to the log, and the
 * user is told where that lies.
 */
@Command(name = "fanlens", synopsisSubcommandLabel = "COMMAND")
public final class FanlensLocal {

  private static final String LOG = "fanlens.log";

  private FanlensLocal() {}

  public static void main(String[] args) throws Exception {
    Installation installation = Installation.ofProcess();
    Shutdown.watch();
    logTo(installation.logs().resolve(LOG));
    System.exit(commandLine(Terminal.ofProcess(), installation).execute(args));
  }

  public static CommandLine commandLine(Terminal terminal, Installation installation) {
    InstantSource clock = InstantSource.system();
    return new CommandLine(new FanlensLocal())
        .addSubcommand(new DemoCommand(terminal, installation, clock))
        .addSubcommand(new LocalCommand(terminal, installation, clock))
        .addSubcommand(new ResultsCommand(terminal, clock))
        .addSubcommand(new StatusCommand(terminal, clock))
        .addSubcommand(new RedriveCommand(terminal, clock))
        .addSubcommand(new AuditCommand(terminal, installation, clock))
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((mistake, args) -> explain(mistake, terminal))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> explain(failure, terminal, installation, parsed));
  }

  private static int explain(ParameterException mistake, Terminal terminal) {
    String name = mistake.getCommandLine().getCommandName();
    terminal.err().printf("fanlens %s: %s%n", name, oneLine(mistake));
    terminal.err().printf("See: ./fanlens %s --help%n", name);
    return UserError.BAD_ARGUMENTS;
  }

  private static int explain(
      Exception failure, Terminal terminal, Installation installation, ParseResult parsed) {
    if (Shutdown.hasBegun()) {
      return UserError.FAILED;
    }
    if (failure instanceof UserError mistake) {
      terminal.err().println("fanlens: " + mistake.getMessage());
      return mistake.exitCode();
    }
    LoggerFactory.getLogger(FanlensLocal.class).error("{} failed", parsed.originalArgs(), failure);
    terminal
        .err()
        .printf(
            "fanlens: it failed with: %s (log: %s)%n",
            oneLine(failure), installation.logs().resolve(LOG));
    return UserError.FAILED;
  }

  private static String oneLine(Throwable failure) {
    String message =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    return ResultTable.printable(message.lines().findFirst().orElse(""));
  }

  /** Libraries talk to the log, not to the user. */
  private static void logTo(Path log) {
    System.setProperty("org.slf4j.simpleLogger.logFile", log.toString());
    System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
    System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
  }
}
