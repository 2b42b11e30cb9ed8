package io.fanlens.bench.simulation.door;

import io.fanlens.access.CallCount;
import io.fanlens.access.CallLimit;
import io.fanlens.access.CountTable;
import io.fanlens.access.Counted;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

/** The counts of all clients, with the conditions of the real table. */
public final class SimulatedCounts implements CountTable {

  private final CallLimit limit;
  private final Map<Counted, CallCount> counts = new HashMap<>();

  public SimulatedCounts(CallLimit limit) {
    this.limit = limit;
  }

  @Override
  public Met add(Counted caller, Step step, LocalDate day) {
    CallCount count = counts.getOrDefault(caller, CallCount.NOTHING);
    CallCount then = count.on(day);
    boolean counted = fits(count, step, day) && limit.allows(then);
    if (counted) {
      count = new CallCount(day, then.dayCalls() + 1, then.monthCalls() + 1);
      counts.put(caller, count);
    }
    return new Met(counted, true, true, 1, limit, count);
  }

  private static boolean fits(CallCount count, Step step, LocalDate day) {
    boolean sameMonth = count.month().equals(YearMonth.from(day));
    return switch (step) {
      case SAME_DAY -> count.day().equals(day);
      case NEW_DAY -> count.day().isBefore(day) && sameMonth;
      case NEW_MONTH -> count.month().isBefore(YearMonth.from(day));
    };
  }

  @Override
  public void giveBack(Counted caller, LocalDate day) {
    counts.computeIfPresent(
        caller,
        (key, count) ->
            count.day().equals(day)
                ? new CallCount(day, count.dayCalls() - 1, count.monthCalls() - 1)
                : count);
  }
}
