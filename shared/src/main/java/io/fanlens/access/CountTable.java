package io.fanlens.access;

import java.time.LocalDate;

/** Counts of calls with what limits them, changed only under conditions. */
public interface CountTable {

  /** What a conditional write finds, and how it changes the count. */
  enum Step {
    /** Adds a call to the day and the month. */
    SAME_DAY,
    /** Begins a later day of the same month. */
    NEW_DAY,
    /** Begins a later month. */
    NEW_MONTH
  }

  /**
   * What a write met.
   *
   * @param counted whether the call was counted
   * @param known whether the item is there; always so after a counted call
   * @param enabled whether calls are accepted
   * @param version of the secret; 0 for the anonymous
   * @param limit that holds
   * @param count after the write; where it was not counted, what was found
   */
  record Met(
      boolean counted,
      boolean known,
      boolean enabled,
      int version,
      CallLimit limit,
      CallCount count) {}

  /**
   * Counts one call, if the step fits what is there, the caller is enabled with this version, and
   * the call fits its limits: all in one write.
   */
  Met add(Counted caller, Step step, LocalDate day) throws AccessUnavailableException;

  /** Takes one call of this day back; nothing happens when another day has begun. */
  void giveBack(Counted caller, LocalDate day) throws AccessUnavailableException;
}
