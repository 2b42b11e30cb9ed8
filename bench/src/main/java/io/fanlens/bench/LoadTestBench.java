package io.fanlens.bench;

import io.fanlens.bench.simulation.Approach;
import io.fanlens.bench.simulation.ClosedLoop;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The AWS article's load test, on the virtual clock. */
@Command(
    name = "load-test",
    description =
        "Threads of one call in 1.4 s, five more at a time until a call is throttled, on a virtual"
            + " clock.",
    mixinStandardHelpOptions = true)
final class LoadTestBench implements Callable<Integer> {

  private static final int MOST_THREADS = 300;

  @Spec private CommandSpec spec;

  @Option(names = "--burst-depth", paramLabel = "S", description = "Default: 1.0.")
  private double burstDepth = 1.0;

  @Option(
      names = "--step",
      paramLabel = "S",
      description = "How long each number of threads runs. Default: 20.")
  private double step = 20;

  @Option(names = "--runs", description = "How many runs; the median is shown. Default: 21.")
  private int runs = 21;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("| split of two Regions of 50 calls a second | threads without a throttled call |");
    out.println("|---|---|");
    int one = median(1.0, Approach.BACKOFF);
    int two = median(0.5, Approach.BACKOFF);
    out.printf("| plain draw 100/0 (the article: 70) | %d |%n", one);
    out.printf(
        Locale.ROOT,
        "| plain draw 50/50 (the article: 145) | %d, %.2f times as many |%n",
        two,
        (double) two / one);
    ClosedLoop.Finding ours =
        ClosedLoop.run(
            ClosedLoop.twoRegions(0.5, burstDepth, 1), Approach.FANLENS, MOST_THREADS, step);
    out.printf(
        Locale.ROOT,
        "| Fanlens 50/50 | %s%d, then %.1f calls a second |%n",
        ours.throttled() == 0 ? "never throttled up to " : "",
        ours.threads(),
        ours.callsPerSecond());
    out.flush();
    return 0;
  }

  private int median(double shareOfFirst, Approach contender) {
    int[] threads = new int[runs];
    for (int i = 0; i < runs; i++) {
      threads[i] =
          ClosedLoop.run(
                  ClosedLoop.twoRegions(shareOfFirst, burstDepth, i + 1L),
                  contender,
                  MOST_THREADS,
                  step)
              .threads();
    }
    Arrays.sort(threads);
    return threads[runs / 2];
  }
}
