package io.fanlens.quota;

/**
 * Result of a step.
 *
 * @param applied whether its condition held and it was written
 * @param before the item before the step; after a failed condition, the item as it is
 */
public record StepResult(boolean applied, TargetState before) {}
