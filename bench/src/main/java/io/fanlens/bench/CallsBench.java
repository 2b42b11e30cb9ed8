package io.fanlens.bench;

import io.fanlens.bench.realtime.CallsRun;
import io.fanlens.bench.realtime.Way;
import io.fanlens.bench.simulation.PoolNames;
import io.fanlens.bench.simulation.Scenario;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Calls that want their answer at once, four ways, against the same local quotas. */
@Command(
    name = "api-real",
    description =
        "Callers that want an answer at once, in real time: real SDK clients against the local"
            + " Rekognition endpoint, in four ways.",
    mixinStandardHelpOptions = true)
final class CallsBench implements Callable<Integer> {

  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Option(names = "--pool", paramLabel = "NAME", description = "Default: 50 and 50 a second.")
  private String pool = "2x50";

  @Option(
      names = "--callers",
      paramLabel = "N",
      split = ",",
      description = "How many call at once. Default: 30,60,120.")
  private List<Integer> callers = List.of(30, 60, 120);

  @Option(names = "--seconds", paramLabel = "N", description = "Measured so long. Default: 20.")
  private int seconds = 20;

  @Option(names = "--burst-depth", paramLabel = "S", description = "Default: 0.5.")
  private double burstDepth = 0.5;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.println("| callers | way | answered/s | refused | p50 / p99, s | calls a picture |");
    out.println("|---|---|---|---|---|---|");
    QuotaPool quotas = PoolNames.parse(pool);
    Scenario scenario =
        Scenario.builder(pool, quotas, 1, burstDepth, 1)
            .rules(QuotaRules.calls(LONGEST_WAIT, 1))
            .build();
    for (int count : callers) {
      for (Way way : Way.values()) {
        CallsRun.Figures figures =
            CallsRun.run(scenario, way, count, WARM_UP, Duration.ofSeconds(seconds));
        out.printf(
            Locale.ROOT,
            "| %d | %s | %.1f | %.1f%% | %.2f / %.2f | %.3f |%n",
            count,
            way.label(),
            figures.answeredPerSecond(),
            100 * figures.refused(),
            figures.p50(),
            figures.p99(),
            figures.callsAPicture());
        out.flush();
      }
    }
    return 0;
  }
}
