package io.fanlens.bench.sim;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.Target;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What all processes of a run share. */
record World(
    EventLoop loop,
    RandomGenerator random,
    QuotaPool pool,
    Map<Target, SimTarget> targets,
    SimTable table,
    QuotaRules rules,
    int processes,
    Results results,
    long maxSkew,
    long meanLateness) {}
