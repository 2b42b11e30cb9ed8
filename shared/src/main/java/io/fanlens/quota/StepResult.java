package io.fanlens.quota;

/**
 * What became of a step.
 *
 * @param applied whether its condition held and it was written
 * @param before the item before it (after a failed condition: as it is)
 */
public record StepResult(boolean applied, TargetState before) {}
