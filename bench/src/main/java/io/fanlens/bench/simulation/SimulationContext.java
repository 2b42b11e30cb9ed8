package io.fanlens.bench.simulation;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.settings.Target;
import io.fanlens.spending.SpendingStop;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What all processes of a run share.
 *
 * @param spending a process's own share of the paid calls, where there is a limit
 */
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
    long meanLateness,
    long fetch,
    Supplier<Optional<SpendingStop>> spending) {}
