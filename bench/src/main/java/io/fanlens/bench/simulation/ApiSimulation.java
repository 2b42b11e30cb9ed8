package io.fanlens.bench.simulation;

import io.fanlens.quota.QuotaRules;
import io.fanlens.settings.Target;
import io.fanlens.stage.capacity.Concurrency;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Calls that want their answer at once, one an instance, on the virtual clock: the deciding code is
 * the function's own, and every instance knows only what it reads itself. A call is 0.25 s of other
 * work and 0.35 s of Rekognition.
 */
public final class ApiSimulation {

  private static final long OTHER_WORK = 250_000;
  private static final int BATCH = 10;
  private static final long NEVER = Long.MAX_VALUE / 2;
  private static final long MAX_SKEW = 10_000;
  private static final long MEAN_LATENESS = 2_000;
  private static final double NO_LIMIT = 1e9;

  private final ApiScenario scenario;
  private final EventLoop loop = new EventLoop();
  private final RandomGenerator random;
  private final SimulatedTable table;
  private final Map<Target, SimulatedTarget> targets;
  private final SimulationContext context;
  private final ArrayDeque<Instance> idle = new ArrayDeque<>();
  private final RunCounters waits = new RunCounters();
  private final long from;
  private final long to;
  private int instances;
  private int calls;
  private int refused;
  private int turnedAway;

  private ApiSimulation(ApiScenario scenario) {
    this.scenario = scenario;
    this.random = new SplittableRandom(scenario.seed());
    this.table =
        new SimulatedTable(
            loop,
            random,
            scenario.tableLatency(),
            scenario.rules().table().timeoutMicros(),
            NO_LIMIT,
            List.of());
    this.targets =
        Simulation.targets(
            Scenario.healthy("api", scenario.pool(), 0, scenario.depthSeconds(), scenario.seed()),
            loop,
            random);
    this.context = context(scenario.rules(), scenario.instances(), new RunCounters());
    this.from = EventLoop.START + scenario.warmUp();
    this.to = from + scenario.measured();
  }

  public static ApiFigures run(ApiScenario scenario) {
    return new ApiSimulation(scenario).run();
  }

  private ApiFigures run() {
    if (scenario.burst()) {
      startBurst();
    }
    if (scenario.load() > 0) {
      arrive();
    } else {
      for (int i = 0; i < scenario.instances(); i++) {
        Instance instance = new Instance();
        loop.after(scenario.cycle() > 0 ? 0 : random.nextLong(1_000_000), instance::call);
      }
    }
    loop.run(from);
    long reads = table.reads();
    long writes = table.writes();
    long failed = table.failedConditions();
    loop.run(to);
    return figures(
        table.reads() - reads, table.writes() - writes, table.failedConditions() - failed);
  }

  private SimulationContext context(QuotaRules rules, int processes, RunCounters counters) {
    return new SimulationContext(
        loop,
        random,
        scenario.pool(),
        targets,
        table,
        rules,
        processes,
        counters,
        MAX_SKEW,
        MEAN_LATENESS,
        0,
        Optional::empty);
  }

  /** More pictures than can be done meanwhile. */
  private void startBurst() {
    double rate = scenario.pool().permitsPerSecond();
    int processes = Concurrency.maximum(rate, 1, BATCH);
    RunCounters counters = new RunCounters();
    SimulationContext ofBurst = context(scenario.burstRules(), processes, counters);
    SimulatedMapping mapping =
        new SimulatedMapping(
            loop,
            random,
            counters,
            processes,
            BATCH,
            false,
            NEVER,
            0,
            false,
            slot -> new FanlensWorker(ofBurst, "process " + slot, (slot + 0.5) / processes));
    long seconds = (scenario.warmUp() + scenario.measured()) / 1_000_000 + 10;
    for (int i = 0; i < seconds * rate; i++) {
      mapping.add(new SimulatedPicture(loop.now()));
    }
  }

  /** The next call comes after a random time, whatever becomes of this one. */
  private void arrive() {
    double rate = scenario.load() * scenario.pool().permitsPerSecond();
    loop.after(
        (long) (1e6 * random.nextExponential() / rate),
        () -> {
          // As Lambda does: the instance used last, and a new one only where none is idle.
          Instance free =
              idle.isEmpty() && instances < scenario.instances() ? new Instance() : idle.pollLast();
          if (free == null) {
            calls += isMeasured() ? 1 : 0;
            turnedAway += isMeasured() ? 1 : 0;
          } else {
            free.call();
          }
          arrive();
        });
  }

  private boolean isMeasured() {
    return loop.now() >= from;
  }

  private ApiFigures figures(long reads, long writes, long failed) {
    double seconds = scenario.measured() / 1e6;
    int answered = 0;
    int throttled = 0;
    for (SimulatedTarget target : targets.values()) {
      answered += target.log().okBetween(from, to);
      throttled +=
          target
              .log()
              .countBetween(
                  SimulatedTarget.Answer.THROTTLED,
                  scenario.warmUp() / 1e6,
                  scenario.warmUp() / 1e6 + seconds);
    }
    int sent = answered + throttled;
    return new ApiFigures(
        answered / seconds / scenario.pool().permitsPerSecond(),
        waits.waitSeconds(0.5),
        waits.waitSeconds(0.99),
        waits.done() / seconds,
        scenario.burst() ? answered / seconds - waits.done() / seconds : 0,
        share(refused, calls),
        share(turnedAway, calls),
        share(throttled, sent),
        reads / seconds,
        writes / seconds,
        share((double) writes, sent),
        share((double) failed, sent));
  }

  private static double share(double part, double whole) {
    return part / Math.max(1, whole);
  }

  /** One function instance, and the call it holds. */
  private final class Instance implements Worker.Job {

    private final FanlensWorker worker =
        new FanlensWorker(context, "instance " + instances++, random.nextDouble());
    private long calledAt;
    private long requestedAt;

    void call() {
      calls += isMeasured() ? 1 : 0;
      calledAt = loop.now();
      loop.after(
          scenario.cycle() > 0 ? 0 : OTHER_WORK,
          () -> {
            requestedAt = loop.now();
            worker.work(List.of(new SimulatedPicture(requestedAt)), this);
          });
    }

    private void free() {
      if (scenario.load() > 0) {
        idle.addLast(this);
      } else if (scenario.cycle() > 0) {
        loop.at(calledAt + scenario.cycle(), this::call);
      } else {
        call();
      }
    }

    @Override
    public boolean isDead() {
      return false;
    }

    @Override
    public void started() {
      if (isMeasured()) {
        waits.done(loop.now() - requestedAt, loop.now());
      }
    }

    @Override
    public void done(SimulatedPicture picture) {
      free();
    }

    @Override
    public void requeue(SimulatedPicture picture, long micros) {
      refused += isMeasured() ? 1 : 0;
      free();
    }

    @Override
    public void fail(SimulatedPicture picture) {
      free();
    }

    @Override
    public void hold() {}

    @Override
    public void release() {}
  }
}
