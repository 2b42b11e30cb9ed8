package io.fanlens.bench;

import io.fanlens.bench.realtime.RealtimeRun;
import io.fanlens.bench.simulation.Approach;
import io.fanlens.bench.simulation.Scenario;
import io.fanlens.bench.simulation.Simulation;
import io.fanlens.bench.simulation.SimulationResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The same burst in real time and on the virtual clock, side by side. */
@Command(
    name = "quota-real",
    description =
        "A burst in real time, with real SDK clients against the local Rekognition endpoint, beside"
            + " the same burst on the virtual clock.",
    mixinStandardHelpOptions = true)
final class RealtimeBench implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--case", paramLabel = "NAME", arity = "1..*", description = "Pools.")
  private List<String> cases = List.of("2x50", "3x100+15x25");

  @Option(names = "--contender", arity = "1..*", description = "Of: BACKOFF, ADAPTIVE, FANLENS.")
  private List<Approach> contenders =
      List.of(Approach.BACKOFF, Approach.ADAPTIVE, Approach.FANLENS);

  @Option(names = "--pictures", paramLabel = "N", description = "Default: 60 s of work.")
  private int pictures;

  @Option(names = "--burst-depth", paramLabel = "S", description = "Default: 0.5.")
  private double burstDepth = 0.5;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "| case | contender | 99 of 100 done / ideal, real | virtual | drain / ideal, real |"
            + " virtual | throttled, real | virtual | calls a picture, real | virtual | billed s a"
            + " picture, real | virtual |");
    out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (String name : cases) {
      Scenario scenario = Cases.parse(name, pictures, burstDepth, 1);
      for (Approach contender : contenders) {
        SimulationResult virtual = Simulation.run(scenario, contender);
        RealtimeRun.Figures real = RealtimeRun.run(scenario, contender);
        out.printf(
            Locale.ROOT,
            "| %s | %s | %.3f | %.3f | %.3f | %.3f | %.2f%% | %.2f%% | %.4f | %.4f | %.3f | %.3f"
                + " |%n",
            name,
            contender.label(),
            real.most() / real.ideal(),
            virtual.p99Wait() / virtual.ideal(),
            real.drainSeconds() / real.ideal(),
            virtual.drainToIdeal(),
            100.0 * real.throttled() / real.calls(),
            virtual.throttledPercent(),
            (double) real.calls() / scenario.pictures(),
            virtual.callsAPicture(),
            real.billedAPicture(),
            virtual.billedAPicture());
        out.flush();
      }
    }
    return 0;
  }
}
