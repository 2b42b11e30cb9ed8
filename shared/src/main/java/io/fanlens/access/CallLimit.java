package io.fanlens.access;

/**
 * How many calls a client may make.
 *
 * @param perDay calls a day (UTC); 0 for no limit
 * @param perMonth calls a month (UTC); 0 for no limit
 */
public record CallLimit(long perDay, long perMonth) {

  public static final CallLimit NONE = new CallLimit(0, 0);

  public CallLimit {
    notNegative("perDay", perDay);
    notNegative("perMonth", perMonth);
  }

  /** Whether one more call fits. */
  public boolean allows(CallCount counted) {
    return (perDay == 0 || counted.dayCalls() < perDay)
        && (perMonth == 0 || counted.monthCalls() < perMonth);
  }

  private static void notNegative(String name, long calls) {
    if (calls < 0) {
      throw new IllegalArgumentException(
          "%s is %d; give at least 1, or leave it out for no limit".formatted(name, calls));
    }
  }
}
