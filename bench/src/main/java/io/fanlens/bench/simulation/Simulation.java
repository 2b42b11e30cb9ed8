package io.fanlens.bench.simulation;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.QuotaGroup;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;
import io.fanlens.spending.SpendingStop;
import io.fanlens.stage.capacity.Concurrency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Runs a scenario with one contender, on the virtual clock. The same seed gives the same run. */
public final class Simulation {

  /** Mean latency of a call, and of a call to the quota table. */
  public static final double LATENCY = 350_000;

  private static final double TABLE_LATENCY = 10_000;
  private static final long CALL_TIMEOUT = 10_000_000;
  private static final long VISIBILITY = 90_000_000;
  private static final int BATCH = 10;

  private static final long LONGEST_RUN = 24L * 3600 * 1_000_000;

  private Simulation() {}

  public static SimulationResult run(Scenario scenario, Approach contender) {
    RandomGenerator random = new SplittableRandom(scenario.seed());
    EventLoop loop = new EventLoop();
    RunCounters results = new RunCounters();
    SimulatedTable table =
        new SimulatedTable(
            loop,
            random,
            TABLE_LATENCY,
            scenario.rules().table().timeoutMicros(),
            scenario.tableRequestsPerSecond(),
            scenario.tableOutages());
    Map<Target, SimulatedTarget> targets = targets(scenario, loop, random);
    boolean sample = contender == Approach.SAMPLE;
    int processes =
        sample
            ? Approach.SAMPLE_CONCURRENCY
            : Concurrency.maximum(scenario.pool().permitsPerSecond(), 1, BATCH);
    SimulationContext context =
        new SimulationContext(
            loop,
            random,
            scenario.pool(),
            targets,
            table,
            scenario.rules(),
            processes,
            results,
            scenario.maxSkew(),
            scenario.meanLateness(),
            scenario.fetch(),
            spending(scenario, loop, processes));
    int[] started = {0};
    SimulatedMapping mapping =
        new SimulatedMapping(
            loop,
            random,
            results,
            processes,
            sample || scenario.onePictureEach() ? 1 : BATCH,
            scenario.ramp(),
            sample ? Approach.SAMPLE_VISIBILITY : VISIBILITY,
            scenario.killedShare(),
            scenario.onePictureEach(),
            slot ->
                contender == Approach.FANLENS
                    ? new FanlensWorker(
                        context, "process " + started[0]++, (slot + 0.5) / processes)
                    : new RetryingWorker(context, contender));
    for (Wave wave : scenario.waves()) {
      for (int i = 0; i < wave.pictures(); i++) {
        arrive(mapping, loop, EventLoop.START + wave.at() + i * wave.every());
      }
    }
    loop.run(EventLoop.START + LONGEST_RUN);
    return result(scenario, contender, targets, table, results);
  }

  private static void arrive(SimulatedMapping mapping, EventLoop loop, long time) {
    if (time == loop.now()) {
      mapping.add(new SimulatedPicture(time));
    } else {
      loop.at(time, () -> mapping.add(new SimulatedPicture(time)));
    }
  }

  private static Supplier<Optional<SpendingStop>> spending(
      Scenario scenario, EventLoop loop, int processes) {
    if (scenario.callsPerDay() == 0) {
      return Optional::empty;
    }
    SimulatedSpending table = new SimulatedSpending();
    return () -> Optional.of(new SpendingStop(table, scenario.callsPerDay(), processes, loop));
  }

  static Map<Target, SimulatedTarget> targets(
      Scenario scenario, EventLoop loop, RandomGenerator random) {
    Map<Target, SimulatedTarget> targets = new LinkedHashMap<>();
    scenario.pool().groups().stream()
        .flatMap(group -> group.targets().stream())
        .forEach(
            quota ->
                targets.put(
                    quota.target(),
                    new SimulatedTarget(
                        loop,
                        random,
                        quota,
                        quota.permitsPerSecond()
                            * scenario.trueShare().getOrDefault(quota.target(), 1.0),
                        scenario.depthSeconds(),
                        scenario.latency().getOrDefault(quota.target(), LATENCY),
                        CALL_TIMEOUT,
                        scenario.faults().getOrDefault(quota.target(), List.of()))));
    return targets;
  }

  private static SimulationResult result(
      Scenario scenario,
      Approach contender,
      Map<Target, SimulatedTarget> targets,
      SimulatedTable table,
      RunCounters results) {
    long calls = 0;
    long throttled = 0;
    long faults = 0;
    double lastThrottle = 0;
    Map<Target, SimulatedCallLog> logs = new LinkedHashMap<>();
    long from = EventLoop.START + scenario.measuredFrom();
    long full = results.firstEmptyAfter(from);
    double possible = 0;
    long used = 0;
    for (Map.Entry<Target, SimulatedTarget> entry : targets.entrySet()) {
      SimulatedCallLog log = entry.getValue().log();
      TargetQuota quota = entry.getValue().quota();
      logs.put(quota.target(), log);
      calls += log.count();
      throttled += log.count(SimulatedTarget.Answer.THROTTLED);
      faults += log.count(SimulatedTarget.Answer.FAULT) + log.count(SimulatedTarget.Answer.NONE);
      lastThrottle = Math.max(lastThrottle, (log.lastThrottle() - EventLoop.START) / 1e6);
      possible += entry.getValue().rate() * (full - from) / 1e6;
      used += log.okBetween(from, full);
    }
    return new SimulationResult(
        scenario.name(),
        contender,
        scenario.pictures(),
        results.done(),
        results.drainSeconds() - scenario.measuredFrom() / 1e6,
        scenario.waves().getLast().pictures() / scenario.trueRate(),
        possible == 0 ? 0 : used / possible,
        calls,
        (double) calls / Math.max(1, results.done()),
        throttled,
        100.0 * throttled / Math.max(1, calls),
        faults,
        results.billedSeconds() / Math.max(1, results.done()),
        results.waitSeconds(0.5),
        results.waitSeconds(0.99),
        table.reads(),
        table.writes(),
        table.failedConditions(),
        table.mostWritesOfAnItem(),
        results.lostPermits(),
        results.requeuedCount(),
        results.failedCount(),
        lastThrottle,
        results.drainCurve(),
        logs,
        counts(scenario, table));
  }

  private static Map<Target, CallCounts> counts(Scenario scenario, SimulatedTable table) {
    Map<Target, CallCounts> counts = new LinkedHashMap<>();
    for (QuotaGroup group : scenario.pool().groups()) {
      table
          .contents()
          .read(group.key())
          .states()
          .forEach((target, state) -> counts.put(target, state.counts()));
    }
    return counts;
  }
}
