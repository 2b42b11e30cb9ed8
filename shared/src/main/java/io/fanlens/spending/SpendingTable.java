package io.fanlens.spending;

import io.fanlens.quota.TableUnavailableException;
import java.time.LocalDate;

/** The count of a day's paid calls that all processes share. */
@FunctionalInterface
public interface SpendingTable {

  /**
   * Takes calls out of what a day has left.
   *
   * @param day in UTC; a later day than the last one starts again at nothing spent
   * @param wanted calls, at least 1
   * @param maxPerDay calls a day
   * @return how many were taken: fewer than wanted when the day has no more left, then 0
   * @throws TableUnavailableException when there is no answer in time; they may have been taken
   */
  int take(LocalDate day, int wanted, long maxPerDay) throws TableUnavailableException;
}
