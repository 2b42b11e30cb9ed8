package io.fanlens.bench;

import io.fanlens.access.CallLimit;
import io.fanlens.bench.simulation.DoorSimulation;
import io.fanlens.bench.simulation.PoolNames;
import io.fanlens.bench.simulation.door.DoorFigures;
import io.fanlens.bench.simulation.door.DoorScenario;
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

/** What refuses how many requests before the API, and whom. */
@Command(
    name = "door",
    description = "Up to a million requests a second before the API, on a virtual clock.",
    mixinStandardHelpOptions = true)
final class DoorBench implements Callable<Integer> {

  private static final String HEADER =
      """
      | requests/s | limit a day | answered/s | by gateway | by concurrency | by limit | by quotas | over limits | throttled | refusal p99, s | busiest client | other clients | least / most of others |
      |---|---|---|---|---|---|---|---|---|---|---|---|---|\
      """
          .stripTrailing();

  @Spec private CommandSpec spec;

  @Option(names = "--pool", paramLabel = "NAME", description = "Default: 3x100+15x25.")
  private String pool = "3x100+15x25";

  @Option(
      names = "--rates",
      paramLabel = "N",
      split = ",",
      description = "Requests a second. Default: 10, 1,000, 100,000 and 1,000,000.")
  private List<Integer> rates = List.of(10, 1_000, 100_000, 1_000_000);

  @Option(names = "--seconds", paramLabel = "S", description = "They come for. Default: 10.")
  private double seconds = 10;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "One of them sends half of all requests. Default: 100.")
  private int clients = 100;

  @Option(names = "--per-day", paramLabel = "N", description = "Limit of each. Default: 60.")
  private int perDay = 60;

  @Option(names = "--instances", paramLabel = "N", description = "Default: 500.")
  private int instances = 500;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(HEADER);
    QuotaPool quotas = PoolNames.parse(pool);
    double gateway = 2 * quotas.permitsPerSecond();
    for (int rate : rates) {
      for (CallLimit limit : List.of(CallLimit.NONE, new CallLimit(perDay, 0))) {
        DoorFigures figures =
            DoorSimulation.run(
                new DoorScenario(
                    rate,
                    seconds,
                    clients,
                    limit,
                    gateway,
                    (int) gateway,
                    instances,
                    quotas,
                    QuotaRules.calls(Duration.ofSeconds(5), 1),
                    1));
        out.println(line(rate, limit, figures));
        out.flush();
      }
    }
    return 0;
  }

  private String line(int rate, CallLimit limit, DoorFigures f) {
    return String.format(
        Locale.ROOT,
        "| %,d | %s | %.0f | %.2f%% | %.2f%% | %.2f%% | %.2f%% | %d | %d | %.3f | %.2f%% | %.2f%% |"
            + " %d / %d |",
        rate,
        limit.perDay() == 0 ? "none" : Long.toString(limit.perDay()),
        f.answered() / seconds,
        percent(f.byGateway(), f),
        percent(f.byConcurrency(), f),
        percent(f.byLimit(), f),
        percent(f.byQuota(), f),
        f.overLimit(),
        f.overQuota(),
        f.refusalP99(),
        100 * f.ofBusiest(),
        100 * f.ofOthers(),
        f.leastOfOthers(),
        f.mostOfOthers());
  }

  private static double percent(long part, DoorFigures figures) {
    return 100.0 * part / Math.max(1, figures.requests());
  }
}
