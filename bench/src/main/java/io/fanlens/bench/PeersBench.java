package io.fanlens.bench;

import io.fanlens.bench.peers.PeerFigures;
import io.fanlens.bench.peers.PeerRun;
import io.fanlens.bench.peers.PeerSetup;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.TemporaryFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a picture costs, beside what people run today. */
@Command(
    name = "peers",
    description =
        "A burst of pictures through Fanlens' pipeline, and through the AWS sample's way in Python"
            + " with boto3, on the local cloud with the same quotas.",
    mixinStandardHelpOptions = true)
final class PeersBench implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--pictures", paramLabel = "N", description = "Default: 200.")
  private int pictures = 200;

  @Option(
      names = "--quota",
      paramLabel = "N",
      split = ",",
      description = "Calls a second of each of four Regions. Default: 100,4.")
  private List<Double> quotas = List.of(100.0, 4.0);

  @Option(
      names = "--processes",
      paramLabel = "N",
      description = "Function processes for pictures. Default: 4.")
  private int processes = 4;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "A run ends then, with or without all rows. Default: 120.")
  private int seconds = 120;

  @Option(names = "--rounds", paramLabel = "N", description = "Medians of so many. Default: 3.")
  private int rounds = 3;

  @Override
  public Integer call() throws Exception {
    Bounds.atLeast(1, "--rounds", rounds);
    Bounds.atLeast(1, "--seconds", seconds);
    PrintWriter out = spec.commandLine().getOut();
    Path home = Installation.ofProcess().root();
    out.println(
        "| quota of a Region | way | billed ms a picture | cold process to first row, s | memory,"
            + " MB | calls a picture | pictures without a row | all done, s |");
    out.println("|---|---|---|---|---|---|---|---|");
    try (TemporaryFolder folder = TemporaryFolder.create("fanlens-peers")) {
      for (double quota : quotas) {
        PeerSetup setup = new PeerSetup(pictures, quota, processes, Duration.ofSeconds(seconds));
        List<PeerFigures> sample = new ArrayList<>();
        List<PeerFigures> fanlens = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
          PeerRun.sample(home, setup, folder.path()).ifPresent(sample::add);
          fanlens.add(PeerRun.fanlens(home, setup));
        }
        out.print(line(quota, "AWS sample's, in Python", median(sample)));
        out.print(line(quota, "**Fanlens**", median(fanlens)));
        out.flush();
      }
    }
    return 0;
  }

  private static Optional<PeerFigures> median(List<PeerFigures> rounds) {
    return rounds.isEmpty() ? Optional.empty() : Optional.of(PeerFigures.median(rounds));
  }

  private static String line(double quota, String way, Optional<PeerFigures> figures) {
    String begin = String.format(Locale.ROOT, "| %.0f | %s ", quota, way);
    return figures
        .map(
            f ->
                String.format(
                    Locale.ROOT,
                    "%s| %.0f | %.2f | %.0f | %.3f | %.1f%% | %.1f |%n",
                    begin,
                    f.billedMillis(),
                    f.coldSeconds(),
                    f.peakMegabytes(),
                    f.callsAPicture(),
                    100 * f.withoutRow(),
                    f.seconds()))
        .orElse(begin + "| left out: python3 with boto3 is not installed | | | | | |\n");
  }
}
