package io.fanlens.access;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where a caller stands against the limit that ends first.
 *
 * @param perMonth whether that is the month's
 * @param limit calls; 0 for none
 * @param remaining calls
 * @param resetAt when the limit begins anew
 */
public record Standing(boolean perMonth, long limit, long remaining, Instant resetAt) {

  static Standing of(CallLimit limit, CallCount count) {
    LocalDate tomorrow = count.day().plusDays(1);
    LocalDate nextMonth = count.month().plusMonths(1).atDay(1);
    long day = left(limit.perDay(), count.dayCalls());
    long month = left(limit.perMonth(), count.monthCalls());
    boolean monthFirst = limit.perMonth() > 0 && month <= day;
    return new Standing(
        monthFirst,
        monthFirst ? limit.perMonth() : limit.perDay(),
        Math.max(0, monthFirst ? month : day),
        (monthFirst ? nextMonth : tomorrow).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  public boolean isLimited() {
    return limit > 0;
  }

  /** Whole seconds until the limit begins anew, at least 1. */
  public long secondsToReset(Instant now) {
    return Math.max(1, Duration.between(now, resetAt).plusMillis(999).toSeconds());
  }

  private static long left(long limit, long calls) {
    return limit == 0 ? Long.MAX_VALUE : limit - calls;
  }
}
