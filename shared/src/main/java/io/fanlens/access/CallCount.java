package io.fanlens.access;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Calls that were counted.
 *
 * @param day the last day (UTC) with a counted call
 * @param dayCalls on that day
 * @param monthCalls in the month of that day
 */
public record CallCount(LocalDate day, long dayCalls, long monthCalls) {

  /** Nothing was counted yet. */
  public static final CallCount NOTHING = new CallCount(LocalDate.EPOCH, 0, 0);

  public YearMonth month() {
    return YearMonth.from(day);
  }

  /** What counts on another day: the same day's calls, the same month's, or none. */
  public CallCount on(LocalDate other) {
    if (other.equals(day)) {
      return this;
    }
    return new CallCount(other, 0, YearMonth.from(other).equals(month()) ? monthCalls : 0);
  }

  CallCount plus(long calls) {
    return new CallCount(day, dayCalls + calls, monthCalls + calls);
  }
}
