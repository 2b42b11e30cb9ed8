package io.fanlens.quota;

import io.fanlens.settings.Target;

/**
 * The store that all workers share. Neither method retries: a write that timed out may have been
 * applied, and a second one would reserve twice.
 */
public interface QuotaTable {

  /**
   * Reads the items of a group, strongly or eventually consistent.
   *
   * @param group partition key, see {@link QuotaGroup#key}
   * @throws TableUnavailableException when there is no answer in time
   */
  QuotaView read(String group) throws TableUnavailableException;

  /**
   * Applies one step as one conditional write.
   *
   * @param counts added to the item's by the same write, if the step's condition holds
   * @throws TableUnavailableException when there is no answer in time; it may have been applied
   */
  StepResult apply(String group, Target target, QuotaStep step, CallCounts counts)
      throws TableUnavailableException;

  /** Applies a step that counts nothing. */
  default StepResult apply(String group, Target target, QuotaStep step)
      throws TableUnavailableException {
    return apply(group, target, step, CallCounts.NONE);
  }
}
