package io.fanlens.bench.simulation;

/**
 * A time during which the quota table answers some of the workers nothing.
 *
 * @param shareOfWorkers whom; 1 for all
 */
public record TableOutage(long from, long to, double shareOfWorkers) {}
