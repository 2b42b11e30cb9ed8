package io.fanlens.quota;

import io.fanlens.settings.Target;

/**
 * The store that all workers share. Neither method tries twice by itself: a write that seemed lost
 * may have been done, and a second one would book twice.
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
   * Does one step as one conditional write.
   *
   * @throws TableUnavailableException when there is no answer in time; it may have been done
   */
  StepResult apply(String group, Target target, QuotaStep step) throws TableUnavailableException;
}
