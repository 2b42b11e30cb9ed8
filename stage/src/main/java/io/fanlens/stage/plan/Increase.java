package io.fanlens.stage.plan;

/**
 * A quota or setting to increase.
 *
 * @param what its name
 * @param from the current value
 * @param to the value needed
 * @param picturesPerSecond the throughput that it gives
 * @param how where to change it
 */
public record Increase(String what, double from, double to, double picturesPerSecond, String how) {}
