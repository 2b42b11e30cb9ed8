package io.fanlens.operations.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * How a program behind {@code ./fanlens} runs its commands. Exit codes: 0 success, 1 failure or
 * unexpected result, 2 wrong arguments. A user error is answered with one sentence; an unexpected
 * exception goes to the log, whose path is printed.
 */
public final class Program {

  private static final String LOG = "fanlens.log";

  private Program() {}

  /** Watches for Ctrl-C and redirects library logs to a file. Called once, before any command. */
  public static void start(Installation installation) {
    Shutdown.watch();
    logTo(installation.logs().resolve(LOG));
  }

  /** A command line with these subcommands. */
  public static CommandLine commandLine(
      Terminal terminal, Installation installation, Object... commands) {
    CommandLine line = new CommandLine(new Top());
    for (Object command : commands) {
      line.addSubcommand(command);
    }
    addVersion(line);
    line.getSubcommands().values().forEach(Program::addVersion);
    return line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((mistake, args) -> explain(mistake, terminal))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> explain(failure, terminal, installation, parsed));
  }

  private static void addVersion(CommandLine command) {
    command.getCommandSpec().versionProvider(Program::version);
  }

  /** As the launcher says it, or the jar of a release. */
  private static String[] version() {
    String ofJar = Program.class.getPackage().getImplementationVersion();
    String version = System.getProperty("fanlens.version", ofJar);
    return new String[] {"fanlens " + (version == null ? "(not packaged)" : version)};
  }

  @Command(name = "fanlens", synopsisSubcommandLabel = "COMMAND", mixinStandardHelpOptions = true)
  private static final class Top {}

  private static int explain(ParameterException mistake, Terminal terminal) {
    String name = mistake.getCommandLine().getCommandSpec().qualifiedName();
    String sentence = oneLine(mistake).replaceAll("is not an? (int|long|double)$", "is no number");
    terminal.err().printf("%s: %s%n", name, sentence);
    terminal.err().printf("See: ./%s --help%n", name);
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
    LoggerFactory.getLogger(Program.class).error("{} failed", parsed.originalArgs(), failure);
    terminal
        .err()
        .printf(
            "fanlens: unexpected error: %s (log: %s)%n",
            oneLine(failure), installation.logs().resolve(LOG));
    return UserError.FAILED;
  }

  private static String oneLine(Throwable failure) {
    String message =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    return Terminal.printable(message.lines().findFirst().orElse(""));
  }

  private static void logTo(Path log) {
    System.setProperty("org.slf4j.simpleLogger.logFile", log.toString());
    System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
    System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
  }
}
