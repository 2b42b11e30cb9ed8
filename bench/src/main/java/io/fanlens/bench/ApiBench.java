package io.fanlens.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanlens.bench.simulation.ApiFigures;
import io.fanlens.bench.simulation.ApiScenario;
import io.fanlens.bench.simulation.ApiSimulation;
import io.fanlens.bench.simulation.PoolNames;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Calls that want their answer at once: the article's load test, or simulated. */
@Command(
    name = "api",
    description =
        "The AWS article's load test by JMeter: five threads more at a time until the first"
            + " refusal. With --simulated: calls, one an instance, on a virtual clock.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class ApiBench implements Callable<Integer> {

  private static final String HEADER =
      """
      | case | used | wait p50 / p99, s | calls/s | batch/s | refused | turned away | throttled | reads/s | writes/s | writes a permit | failed a permit |
      |---|---|---|---|---|---|---|---|---|---|---|---|\
      """
          .stripTrailing();

  @Spec private CommandSpec spec;

  @Mixin private ApiLoadTest loadTest;

  @Option(
      names = "--simulated",
      description = "On a virtual clock; the options below are for this.")
  private boolean simulated;

  @Option(names = "--pool", paramLabel = "NAME", description = "Default: 3x100+15x25.")
  private String pool = "3x100+15x25";

  @Option(names = "--seeds", paramLabel = "N", description = "Runs of each case. Default: 3.")
  private int seeds = 3;

  @Option(
      names = "--instances",
      paramLabel = "N",
      split = ",",
      description = "Closed loops of so many instances.")
  private List<Integer> instances = List.of(400, 440, 600, 1_000, 1_500, 3_000);

  @Option(
      names = "--load",
      paramLabel = "PERCENT",
      split = ",",
      description = "Open loops of such a share of all quotas.")
  private List<Integer> loads = List.of(80, 95, 120, 300);

  @Option(
      names = "--lockstep",
      paramLabel = "PERCENT",
      split = ",",
      description =
          "Closed loops that all call at the same instant, of such a share of all quotas.")
  private List<Integer> locksteps = List.of(90, 97);

  @Option(
      names = "--table-latency",
      paramLabel = "MS",
      description = "How long the quota table takes to answer, on average. Default: 10.")
  private double tableLatency = 10;

  @Option(
      names = "--max-wait",
      paramLabel = "S",
      description = "How long a call waits for its start at most. Default: 5.")
  private double maxWait = 5;

  @Option(
      names = "--share",
      paramLabel = "PERCENT",
      description = "How much of the quotas calls may take while a batch waits. Default: 80.")
  private double share = 80;

  @Option(names = "--plain", description = "Calls under the rules of a batch that is alone.")
  private boolean plain;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures there.")
  private Path json;

  private final List<Line> lines = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    if (!simulated) {
      loadTest.run(spec.commandLine().getOut());
      return 0;
    }
    QuotaPool quotas = PoolNames.parse(pool);
    Duration longestWait = Duration.ofMillis((long) (1_000 * maxWait));
    QuotaRules rules = plain ? QuotaRules.DEFAULTS : QuotaRules.calls(longestWait, share / 100);
    QuotaRules batch = plain ? QuotaRules.DEFAULTS : QuotaRules.batchBesideCalls(longestWait);
    spec.commandLine().getOut().println(HEADER);
    for (int count : instances) {
      run(count + " instances", seed -> ApiScenario.closed(quotas, count, rules, seed));
    }
    for (int load : loads) {
      run("load " + load + "%", seed -> ApiScenario.open(quotas, load / 100.0, rules, seed));
    }
    for (int load : locksteps) {
      run(
          "lockstep " + load + "%",
          seed -> ApiScenario.lockstep(quotas, load / 100.0, rules, seed));
    }
    for (int load : new int[] {10, 120}) {
      run(
          "load " + load + "% beside a batch",
          seed -> ApiScenario.open(quotas, load / 100.0, rules, seed).besideBurst(batch));
    }
    if (json != null) {
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writeValue(json.toFile(), lines);
    }
    return 0;
  }

  private void run(String name, LongFunction<ApiScenario> scenario) {
    List<ApiFigures> runs = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      runs.add(ApiSimulation.run(scenario.apply(seed).withTableLatency(1_000 * tableLatency)));
    }
    lines.add(new Line(name, runs));
    PrintWriter out = spec.commandLine().getOut();
    out.println(line(name, runs));
    out.flush();
  }

  private static String line(String name, List<ApiFigures> runs) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f%% | %.3f / %.3f | %.0f | %.0f | %.1f%% | %.1f%% | %.3f%% | %.0f | %.0f |"
            + " %.2f | %.2f |",
        name,
        100 * mean(runs, ApiFigures::used),
        mean(runs, ApiFigures::waitP50),
        mean(runs, ApiFigures::waitP99),
        mean(runs, ApiFigures::answeredPerSecond),
        mean(runs, ApiFigures::burstPerSecond),
        100 * mean(runs, ApiFigures::refused),
        100 * mean(runs, ApiFigures::turnedAway),
        100 * mean(runs, ApiFigures::throttled),
        mean(runs, ApiFigures::readsPerSecond),
        mean(runs, ApiFigures::writesPerSecond),
        mean(runs, ApiFigures::writesAPermit),
        mean(runs, ApiFigures::failedAPermit));
  }

  private static double mean(List<ApiFigures> runs, ToDoubleFunction<ApiFigures> figure) {
    return runs.stream().mapToDouble(figure).average().orElse(0);
  }

  /** The runs of one case. */
  private record Line(String name, List<ApiFigures> seeds) {}
}
