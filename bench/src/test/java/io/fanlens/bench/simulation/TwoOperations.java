package io.fanlens.bench.simulation;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;
import io.fanlens.stage.capacity.Concurrency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Pictures that need two operations, one after the other, each with one target of its own. As in
 * the function, a picture is tried for both each time that it is received, and what is done is not
 * done again.
 */
final class TwoOperations {

  private static final int BATCH = 10;

  final RunCounters counters = new RunCounters();
  final List<SimulatedTarget> targets = new ArrayList<>();

  private final EventLoop loop = new EventLoop();
  private final List<SimulationContext> operations = new ArrayList<>();
  private final SimulatedMapping mapping;

  /** What is done of each picture, across its receives. */
  private final Map<SimulatedPicture, Set<Integer>> done = new HashMap<>();

  TwoOperations(double first, double second, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int processes = Concurrency.maximum(Math.min(first, second), 2, BATCH);
    for (double rate : new double[] {first, second}) {
      QuotaPool pool =
          QuotaPool.of("op" + rate, List.of(new TargetQuota(Target.home("home"), rate, rate)));
      Scenario scenario = Scenario.healthy("two", pool, 1, Math.max(1 / rate, 0.5), seed);
      Map<Target, SimulatedTarget> its = Simulation.targets(scenario, loop, random);
      targets.addAll(its.values());
      operations.add(
          new SimulationContext(
              loop,
              random,
              pool,
              its,
              new SimulatedTable(loop, random, 10_000, 500_000, 1e9, List.of()),
              scenario.rules(),
              processes,
              counters,
              scenario.maxSkew(),
              scenario.meanLateness(),
              0,
              Optional::empty));
    }
    mapping =
        new SimulatedMapping(
            loop,
            random,
            counters,
            processes,
            BATCH,
            false,
            90_000_000,
            0,
            false,
            slot -> new Both("process " + slot, (slot + 0.5) / processes));
  }

  void run(int pictures) {
    for (int i = 0; i < pictures; i++) {
      mapping.add(new SimulatedPicture(loop.now()));
    }
    loop.run(EventLoop.START + 24L * 3600 * 1_000_000);
  }

  /** A process. */
  private final class Both implements Worker {

    private final List<FanlensWorker> workers;

    Both(String name, double place) {
      workers =
          operations.stream().map(context -> new FanlensWorker(context, name, place)).toList();
    }

    @Override
    public void work(List<SimulatedPicture> batch, Job job) {
      Map<SimulatedPicture, Long> waits = new HashMap<>();
      // Each operation keeps one job for its whole batch, as a worker expects.
      List<Job> jobs = List.of(new Operation(0, job, waits), new Operation(1, job, waits));
      for (SimulatedPicture picture : batch) {
        tryFrom(0, picture, jobs, job, waits);
      }
    }

    private void tryFrom(
        int operation,
        SimulatedPicture picture,
        List<Job> jobs,
        Job job,
        Map<SimulatedPicture, Long> waits) {
      Set<Integer> its = done.computeIfAbsent(picture, p -> new HashSet<>());
      for (int i = operation; i < workers.size(); i++) {
        if (!its.contains(i)) {
          ((Operation) jobs.get(i)).then = next(i + 1, jobs, job, waits);
          workers.get(i).work(List.of(picture), jobs.get(i));
          return;
        }
      }
      if (its.size() == workers.size()) {
        job.done(picture);
      } else {
        job.requeue(picture, waits.get(picture));
      }
    }

    private Next next(int operation, List<Job> jobs, Job job, Map<SimulatedPicture, Long> waits) {
      return picture -> {
        job.hold();
        tryFrom(operation, picture, jobs, job, waits);
        job.release();
      };
    }
  }

  /** What follows an operation. */
  private interface Next {
    void go(SimulatedPicture picture);
  }

  /** One operation's part of a batch. */
  private final class Operation implements Worker.Job {

    private final int number;
    private final Worker.Job job;
    private final Map<SimulatedPicture, Long> waits;
    private Next then;

    Operation(int number, Worker.Job job, Map<SimulatedPicture, Long> waits) {
      this.number = number;
      this.job = job;
      this.waits = waits;
    }

    @Override
    public boolean isDead() {
      return job.isDead();
    }

    @Override
    public void done(SimulatedPicture picture) {
      done.get(picture).add(number);
      then.go(picture);
    }

    @Override
    public void requeue(SimulatedPicture picture, long micros) {
      waits.merge(picture, micros, Math::max);
      then.go(picture);
    }

    @Override
    public void fail(SimulatedPicture picture) {
      job.fail(picture);
    }

    @Override
    public void hold() {
      job.hold();
    }

    @Override
    public void release() {
      job.release();
    }
  }
}
