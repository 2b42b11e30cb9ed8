package io.fanlens.bench;

import io.fanlens.bench.simulation.Approach;
import io.fanlens.bench.simulation.Scenario;
import io.fanlens.bench.simulation.Simulation;
import io.fanlens.bench.simulation.SimulationResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The same burst of pictures with each contender, on the virtual clock. */
@Command(
    name = "quota",
    description = "A burst of pictures with four ways of sharing the quotas, on a virtual clock.",
    mixinStandardHelpOptions = true)
final class QuotaBench implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--case",
      paramLabel = "NAME",
      arity = "1..*",
      description = {
        "Cases to run, such as 2x50 or 3x100+15x25:depth=0.1,dead. Known after the colon: "
            + Cases.VARIANTS
      })
  private List<String> cases = Cases.STANDARD;

  @Option(
      names = "--contender",
      arity = "1..*",
      description = "Contenders to run: ${COMPLETION-CANDIDATES}. Default: all.")
  private List<Approach> contenders = List.of(Approach.values());

  @Option(names = "--pictures", paramLabel = "N", description = "Default: 60 s of work.")
  private int pictures;

  @Option(
      names = "--burst-depth",
      paramLabel = "S",
      description = "Burst depth of the targets, in seconds of their rate. Default: 0.5.")
  private double burstDepth = 0.5;

  @Option(names = "--seed", description = "Default: 1.")
  private long seed = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures there.")
  private Path json;

  @Option(names = "--svg", paramLabel = "DIR", description = "Draws drain curves there.")
  private Path svg;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Report.HEADER);
    List<SimulationResult> results = new ArrayList<>();
    for (String name : cases) {
      Scenario scenario = Cases.parse(name, pictures, burstDepth, seed);
      List<SimulationResult> ofCase = new ArrayList<>();
      for (Approach contender : contenders) {
        SimulationResult result = Simulation.run(scenario, contender);
        out.println(Report.line(result));
        out.flush();
        ofCase.add(result);
      }
      if (svg != null) {
        DrainCurves.write(svg, name, ofCase);
      }
      results.addAll(ofCase);
    }
    if (json != null) {
      Report.writeJson(json, results);
    }
    return 0;
  }
}
