package io.fanlens.bench;

import io.fanlens.bench.pictures.PicturesBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measurements of Fanlens against the alternatives. */
@Command(
    name = "bench",
    description = "Measures Fanlens against the alternatives.",
    subcommands = {
      QuotaBench.class,
      LoadTestBench.class,
      RealBench.class,
      ScaleBench.class,
      PicturesBench.class,
      ChaosBench.class
    },
    mixinStandardHelpOptions = true)
public final class Bench {

  private Bench() {}

  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Bench());
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          if (e instanceof IllegalArgumentException) {
            command.getErr().println(e.getMessage());
            return command.getCommandSpec().exitCodeOnInvalidInput();
          }
          throw e;
        });
    System.exit(line.execute(args));
  }
}
