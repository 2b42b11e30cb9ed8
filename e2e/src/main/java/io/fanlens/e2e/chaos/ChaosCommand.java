package io.fanlens.e2e.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Injects faults into the whole pipeline, and counts what was lost or paid for twice. */
@Command(
    name = "fanlens bench chaos",
    description =
        "Injects faults into the whole pipeline on this machine while pictures come"
            + " and go, then counts what was lost or paid twice. Ends with 1 when anything was.",
    mixinStandardHelpOptions = true)
public final class ChaosCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--pictures", paramLabel = "N", description = "Default: 2000.")
  private int pictures = 2_000;

  @Option(names = "--minutes", paramLabel = "M", description = "Default: 10.")
  private double minutes = 10;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the plan of uploads and faults. Default: 1.")
  private long seed = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there too.")
  private Optional<Path> json = Optional.empty();

  public static void main(String[] args) {
    System.exit(new CommandLine(new ChaosCommand()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (pictures < 1 || pictures > 99_999 || !(minutes > 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "give --pictures 1 to 99999 and --minutes above 0, not %d and %s"
              .formatted(pictures, minutes));
    }
    Path root = Path.of(System.getProperty("fanlens.home", "")).toAbsolutePath().normalize();
    ChaosResult result =
        new ChaosRun(
                root,
                root.resolve(".fanlens/chaos"),
                Optional.of(root.resolve(".fanlens/aot")),
                spec.commandLine().getOut())
            .run(seed, pictures, Duration.ofMillis((long) (60_000 * minutes)));
    if (json.isPresent()) {
      ChaosReport.writeJson(json.get(), result);
    }
    return result.isGood() ? 0 : 1;
  }
}
