package io.fanlens.access;

import io.fanlens.access.CallTaken.LimitReached;
import io.fanlens.access.CallTaken.NotAllowed;
import io.fanlens.access.CallTaken.Rotated;
import io.fanlens.access.CallTaken.Yes;
import io.fanlens.access.CountTable.Met;
import io.fanlens.access.CountTable.Step;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * Counts each call before it is made, in one conditional write, so that a burst over many instances
 * admits exactly what the limit says. Where the write's condition fails, what it met says which
 * step fits: a day or a month has begun, or why there is no other.
 */
public final class CallLimits {

  /** A turn of the day takes two writes, and another instance may write in between. */
  private static final int TRIES = 5;

  private final CountTable table;
  private final InstantSource clock;

  public CallLimits(CountTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * Counts one call.
   *
   * @throws AccessUnavailableException when the table does not answer: the call must be refused,
   *     since a limit that fails open is none. It may have been counted
   */
  public CallTaken take(Counted caller) throws AccessUnavailableException {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Step step = Step.SAME_DAY;
    for (int i = 0; i < TRIES; i++) {
      Met met = table.add(caller, step, day);
      if (met.counted()) {
        return new Yes(day, Standing.of(met.limit(), met.count()));
      }
      if (caller instanceof Counted.Client client) {
        if (!met.known() || !met.enabled()) {
          return new NotAllowed();
        }
        if (met.version() != client.version()) {
          return new Rotated();
        }
      }
      if (met.count().day().isAfter(day)) {
        day = met.count().day(); // another clock is past midnight; ours will be soon
      }
      CallCount today = met.count().on(day);
      if (!met.limit().allows(today)) {
        return new LimitReached(Standing.of(met.limit(), today));
      }
      step = step(met.count(), day);
    }
    throw new AccessUnavailableException(
        "the table of clients: gave up after losing %d conditional writes to other processes"
            .formatted(TRIES),
        null);
  }

  /** Takes back a call that nothing was paid for, if its day has not ended. */
  public void giveBack(Counted caller, Yes taken) throws AccessUnavailableException {
    table.giveBack(caller, taken.day());
  }

  private static Step step(CallCount seen, LocalDate day) {
    if (seen.day().equals(day)) {
      return Step.SAME_DAY;
    }
    return seen.month().equals(YearMonth.from(day)) ? Step.NEW_DAY : Step.NEW_MONTH;
  }
}
