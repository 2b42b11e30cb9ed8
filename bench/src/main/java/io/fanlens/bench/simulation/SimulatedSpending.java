package io.fanlens.bench.simulation;

import io.fanlens.spending.SpendingTable;
import java.time.LocalDate;

/** The shared count of a day's paid calls, in memory. */
final class SimulatedSpending implements SpendingTable {

  private LocalDate day = LocalDate.MIN;
  private long spent;

  @Override
  public int take(LocalDate wantedDay, int wanted, long maxPerDay) {
    if (wantedDay.isAfter(day)) {
      day = wantedDay;
      spent = 0;
    }
    int taken = (int) Math.min(wanted, maxPerDay - spent);
    spent += taken;
    return taken;
  }

  @Override
  public void giveBack(LocalDate takenOn, int calls) {
    if (takenOn.equals(day)) {
      spent -= calls;
    }
  }
}
