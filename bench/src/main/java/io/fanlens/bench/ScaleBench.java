package io.fanlens.bench;

import io.fanlens.bench.simulation.Approach;
import io.fanlens.bench.simulation.Scenario;
import io.fanlens.bench.simulation.Simulation;
import io.fanlens.bench.simulation.SimulationResult;
import io.fanlens.stage.cost.Price;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many requests of the quota table a very large burst needs, on the virtual clock. */
@Command(
    name = "scale",
    description =
        "How many requests of the quota table a very large burst needs, on a virtual clock.",
    mixinStandardHelpOptions = true)
final class ScaleBench implements Callable<Integer> {

  /** DynamoDB's limit of one partition. */
  private static final double PARTITION_WRITES_A_SECOND = 1_000;

  /** A consistent query of up to 4 KB. */
  private static final double READ_UNITS_EACH = 1;

  @Spec private CommandSpec spec;

  @Option(names = "--pictures", paramLabel = "N", description = "Default: 1000000.")
  private int pictures = 1_000_000;

  @Option(names = "--case", paramLabel = "NAME", arity = "1..*", description = "Pools.")
  private List<String> cases = List.of("3x100+15x25", "3x100+15x25:accounts=10");

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "| pool | drain, s | ideal, s | writes/s in all | an item: mean / most | a partition, of"
            + " 1,000 | reads/s | failed conditions | table cost |");
    out.println("|---|---|---|---|---|---|---|---|---|");
    for (String name : cases) {
      Scenario scenario = Cases.parse(name, pictures, 0.5, 1);
      SimulationResult result = Simulation.run(scenario, Approach.FANLENS);
      double writes = result.writes() / result.drainSeconds();
      int groups = scenario.pool().groups().size();
      int items = scenario.pool().groups().stream().mapToInt(g -> g.targets().size()).sum();
      double cost =
          Price.DYNAMODB_WRITE.of((double) result.writes())
              + Price.DYNAMODB_READ.of(result.reads() * READ_UNITS_EACH);
      out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.0f | %.1f / %d | %.0f%% | %.0f | %.2f%% | $%.2f |%n",
          name,
          result.drainSeconds(),
          result.ideal(),
          writes,
          writes / items,
          result.mostWritesOfAnItem(),
          100 * writes / groups / PARTITION_WRITES_A_SECOND,
          result.reads() / result.drainSeconds(),
          100.0 * result.failedConditions() / result.writes(),
          cost);
      out.flush();
    }
    return 0;
  }
}
