package io.fanlens.spending;

import io.fanlens.quota.TableUnavailableException;
import java.time.LocalDate;

/** The shared count of a day's paid calls. */
public interface SpendingTable {

  /**
   * Takes calls from the day's rest.
   *
   * @param day in UTC; a later day than the last one starts again at nothing spent
   * @param wanted calls, at least 1
   * @param maxPerDay calls a day
   * @return how many were taken: fewer than wanted when the day has no more left, then 0
   * @throws TableUnavailableException when there is no answer in time; the write may have been
   *     applied
   */
  int take(LocalDate day, int wanted, long maxPerDay) throws TableUnavailableException;

  /**
   * Returns calls that were taken and not made. Nothing happens when another day has begun.
   *
   * @param day for which they were taken
   * @throws TableUnavailableException when there is no answer in time; the write may have been
   *     applied
   */
  void giveBack(LocalDate day, int calls) throws TableUnavailableException;
}
