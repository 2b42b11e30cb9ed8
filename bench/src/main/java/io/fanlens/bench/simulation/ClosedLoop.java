package io.fanlens.bench.simulation;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A closed loop, as load tests of web services do it: every thread sends a call, and the next one
 * 1.4 s after it; five threads more at each step. The AWS article on two Regions counted so how
 * many threads run before the first call is throttled: 70 with one Region of 50 calls a second, 145
 * with two.
 */
public final class ClosedLoop {

  private static final long CYCLE = 1_400_000;
  private static final int MORE_THREADS = 5;

  private final EventLoop loop = new EventLoop();
  private final SplittableRandom random;
  private final SimulationContext context;
  private final Approach contender;
  private final RunCounters results = new RunCounters();
  private int threads;

  private ClosedLoop(Scenario scenario, Approach contender, int mostThreads) {
    this.random = new SplittableRandom(scenario.seed());
    this.contender = contender;
    SimulatedTable table =
        new SimulatedTable(
            loop, random, 10_000, scenario.rules().table().timeoutMicros(), 1e9, List.of());
    Map<Target, SimulatedTarget> targets = Simulation.targets(scenario, loop, random);
    this.context =
        new SimulationContext(
            loop,
            random,
            scenario.pool(),
            targets,
            table,
            scenario.rules(),
            mostThreads,
            results,
            scenario.maxSkew(),
            scenario.meanLateness(),
            scenario.fetch(),
            Optional::empty);
  }

  /**
   * What a load test found.
   *
   * @param threads the most that ran through a whole step before the first throttled call
   * @param callsPerSecond answered in the last whole step
   * @param throttled calls
   */
  public record Finding(int threads, double callsPerSecond, int throttled) {}

  /**
   * Adds threads until the first throttle, at most so many.
   *
   * @param stepSeconds how long each number of threads runs
   */
  public static Finding run(
      Scenario scenario, Approach contender, int mostThreads, double stepSeconds) {
    ClosedLoop test = new ClosedLoop(scenario, contender, mostThreads);
    Finding finding = new Finding(0, 0, 0);
    while (test.threads < mostThreads) {
      for (int i = 0; i < MORE_THREADS; i++) {
        test.startThread();
      }
      double before = test.count(SimulatedTarget.Answer.OK);
      long end = test.loop.now() + (long) (stepSeconds * 1e6);
      test.loop.at(end, () -> {});
      test.loop.run(end);
      int throttled = test.count(SimulatedTarget.Answer.THROTTLED);
      if (throttled > 0) {
        return new Finding(finding.threads(), finding.callsPerSecond(), throttled);
      }
      double rate = (test.count(SimulatedTarget.Answer.OK) - before) / stepSeconds;
      finding = new Finding(test.threads, rate, 0);
    }
    return finding;
  }

  private int count(SimulatedTarget.Answer answer) {
    return context.targets().values().stream().mapToInt(t -> t.log().count(answer)).sum();
  }

  private void startThread() {
    String name = "thread " + threads++;
    Worker worker =
        contender == Approach.FANLENS
            ? new FanlensWorker(context, name, random.nextDouble())
            : new RetryingWorker(context, contender);
    loop.after(random.nextLong(CYCLE), () -> cycle(worker));
  }

  private void cycle(Worker worker) {
    long begin = loop.now();
    worker.work(List.of(new SimulatedPicture(begin)), new Cycle(worker, begin));
  }

  /** One call of one thread; failed or not, the next one follows. */
  private final class Cycle implements Worker.Job {

    private final Worker worker;
    private final long begin;

    Cycle(Worker worker, long begin) {
      this.worker = worker;
      this.begin = begin;
    }

    @Override
    public boolean isDead() {
      return false;
    }

    @Override
    public void done(SimulatedPicture picture) {
      loop.at(Math.max(loop.now(), begin + CYCLE), () -> cycle(worker));
    }

    @Override
    public void requeue(SimulatedPicture picture, long micros) {
      done(picture);
    }

    @Override
    public void fail(SimulatedPicture picture) {
      done(picture);
    }

    @Override
    public void hold() {}

    @Override
    public void release() {}
  }

  /** A pool of Regions of 50 calls a second each, the first with this share of the draws. */
  public static Scenario twoRegions(double shareOfFirst, double depthSeconds, long seed) {
    List<TargetQuota> targets =
        List.of(
            new TargetQuota(Target.home("first"), 50, 100 * shareOfFirst),
            new TargetQuota(Target.home("second"), 50, 100 * (1 - shareOfFirst)));
    return Scenario.healthy(
        "load test",
        QuotaPool.of("DetectFaces", shareOfFirst >= 1 ? targets.subList(0, 1) : targets),
        0,
        depthSeconds,
        seed);
  }
}
