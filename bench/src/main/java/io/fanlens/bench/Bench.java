package io.fanlens.bench;

import io.fanlens.bench.pictures.PicturesBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measurements of Fanlens against the alternatives. */
@Command(
    name = "fanlens bench",
    description = "Measures Fanlens against the alternatives.",
    subcommands = {
      QuotaBench.class,
      ApiBench.class,
      DoorBench.class,
      LoadTestBench.class,
      RealtimeBench.class,
      CallsBench.class,
      PeersBench.class,
      ScaleBench.class,
      PicturesBench.class
    },
    footer = "%nchaos: faults on purpose while pictures come and go; see bench chaos --help.",
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
