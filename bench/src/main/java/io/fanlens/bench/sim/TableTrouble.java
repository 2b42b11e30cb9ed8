package io.fanlens.bench.sim;

/**
 * A time during which the quota table does not answer some of the workers.
 *
 * @param shareOfWorkers whom; 1 for all
 */
public record TableTrouble(long from, long to, double shareOfWorkers) {}
