package io.fanlens.bench;

import io.fanlens.bench.realtime.CallFigures;
import io.fanlens.bench.realtime.CallLoad;
import io.fanlens.bench.realtime.CallsRun;
import io.fanlens.bench.realtime.Way;
import io.fanlens.bench.simulation.PoolNames;
import io.fanlens.bench.simulation.Scenario;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Calls that want their answer at once, four ways, against the same local quotas. */
@Command(
    name = "calls",
    description =
        "Calls that want an answer at once, in real time: real SDK clients against the local"
            + " Rekognition endpoint, in four ways.",
    mixinStandardHelpOptions = true)
final class CallsBench implements Callable<Integer> {

  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Option(names = "--pool", paramLabel = "NAME", description = "Default: 50 and 50 a second.")
  private String pool = "2x50";

  @Option(
      names = "--load",
      paramLabel = "PERCENT",
      split = ",",
      description = "How many calls come, of what all quotas allow. Default: 45,90,130.")
  private List<Integer> loads = List.of(45, 90, 130);

  @Option(names = "--seconds", paramLabel = "N", description = "Measured so long. Default: 15.")
  private int seconds = 15;

  @Option(names = "--rounds", paramLabel = "N", description = "Medians of so many. Default: 3.")
  private int rounds = 3;

  @Option(names = "--burst-depth", paramLabel = "S", description = "Default: 0.5.")
  private double burstDepth = 0.5;

  @Override
  public Integer call() throws Exception {
    Bounds.atLeast(1, "--seconds", seconds);
    Bounds.atLeast(1, "--rounds", rounds);
    PrintWriter out = spec.commandLine().getOut();
    out.println("| load | way | answered/s | refused | p50 / p99, s | calls a picture |");
    out.println("|---|---|---|---|---|---|");
    QuotaPool quotas = PoolNames.parse(pool);
    for (int load : loads) {
      Bounds.atLeast(1, "--load", load);
      for (Map.Entry<Way, List<CallFigures>> way : measured(quotas, load).entrySet()) {
        out.println(line(load, way.getKey(), CallFigures.median(way.getValue())));
      }
      out.flush();
    }
    return 0;
  }

  /** All ways get the same arrivals, and their rounds alternate. */
  private Map<Way, List<CallFigures>> measured(QuotaPool quotas, int load) throws Exception {
    Scenario scenario =
        Scenario.builder(pool, quotas, 1, burstDepth, 1)
            .rules(QuotaRules.calls(LONGEST_WAIT, 1))
            .build();
    Map<Way, List<CallFigures>> figures = new EnumMap<>(Way.class);
    for (int round = 1; round <= rounds; round++) {
      CallLoad calls =
          new CallLoad(
              quotas.permitsPerSecond() * load / 100, WARM_UP, Duration.ofSeconds(seconds), round);
      for (Way way : Way.values()) {
        figures
            .computeIfAbsent(way, w -> new ArrayList<>())
            .add(CallsRun.run(scenario, way, calls));
      }
    }
    return figures;
  }

  private static String line(int load, Way way, CallFigures figures) {
    return String.format(
        Locale.ROOT,
        "| %d%% | %s | %.1f | %.1f%% | %.2f / %.2f | %.3f |",
        load,
        way.label(),
        figures.answeredPerSecond(),
        100 * figures.refused(),
        figures.p50(),
        figures.p99(),
        figures.callsAPicture());
  }
}
