package io.fanlens.bench.simulation;

/**
 * A time during which the quota table does not answer some of the workers.
 *
 * @param shareOfWorkers whom; 1 for all
 */
public record TableOutage(long from, long to, double shareOfWorkers) {}
