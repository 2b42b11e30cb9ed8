package io.fanlens.stage.plan;

/**
 * Something to raise.
 *
 * @param what quota or setting
 * @param from what it is
 * @param to what it should be
 * @param picturesPerSecond that are reached then
 * @param how the way to it
 */
public record Raise(String what, double from, double to, double picturesPerSecond, String how) {}
