package io.fanlens.bench.simulation;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.settings.Target;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What all processes of a run share. */
record SimulationContext(
    EventLoop loop,
    RandomGenerator random,
    QuotaPool pool,
    Map<Target, SimulatedTarget> targets,
    SimulatedTable table,
    QuotaRules rules,
    int processes,
    RunCounters results,
    long maxSkew,
    long meanLateness) {}
