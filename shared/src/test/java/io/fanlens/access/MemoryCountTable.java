package io.fanlens.access;

import java.time.LocalDate;
import java.time.YearMonth;

/** One caller's count in memory, with the conditions that the real table checks. */
public final class MemoryCountTable implements CountTable {

  private final Runnable beforeAWrite;
  private boolean known = true;
  private boolean enabled = true;
  private int version = 1;
  private CallLimit limit;
  private CallCount count = CallCount.NOTHING;
  private boolean away;
  private int writes;

  /**
   * A caller who has not called yet.
   *
   * @param beforeAWrite what others do between a caller's look and its write
   */
  public MemoryCountTable(CallLimit limit, Runnable beforeAWrite) {
    this.limit = limit;
    this.beforeAWrite = beforeAWrite;
  }

  @Override
  public Met add(Counted caller, Step step, LocalDate day) throws AccessUnavailableException {
    answering();
    beforeAWrite.run();
    writes++;
    CallLimit bound = caller instanceof Counted.Anonymous anonymous ? anonymous.limit() : limit;
    boolean allowed =
        caller instanceof Counted.Anonymous
            || (known && enabled && version == ((Counted.Client) caller).version());
    boolean counted = allowed && fits(step, day) && bound.allows(count.on(day));
    if (counted) {
      count = count.on(day).plus(1);
    }
    return new Met(counted, known, enabled, version, bound, count);
  }

  private boolean fits(Step step, LocalDate day) {
    boolean sameMonth = count.month().equals(YearMonth.from(day));
    return switch (step) {
      case SAME_DAY -> count.day().equals(day);
      case NEW_DAY -> count.day().isBefore(day) && sameMonth;
      case NEW_MONTH -> count.month().isBefore(YearMonth.from(day));
    };
  }

  @Override
  public void giveBack(Counted caller, LocalDate day) throws AccessUnavailableException {
    answering();
    if (count.day().equals(day) && count.dayCalls() > 0) {
      count = count.plus(-1);
    }
  }

  private void answering() throws AccessUnavailableException {
    if (away) {
      throw new AccessUnavailableException("away", null);
    }
  }

  public CallCount count() {
    return count;
  }

  CallLimit limit() {
    return limit;
  }

  int writes() {
    return writes;
  }

  public void limit(CallLimit changed) {
    limit = changed;
  }

  public void enabled(boolean changed) {
    enabled = changed;
  }

  public void version(int changed) {
    version = changed;
  }

  public void removed() {
    known = false;
  }

  public void away(boolean changed) {
    away = changed;
  }
}
