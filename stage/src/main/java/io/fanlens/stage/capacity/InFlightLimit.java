package io.fanlens.stage.capacity;

import io.fanlens.settings.QuotaChoice;

/**
 * How many messages of a standard queue may be received and neither deleted nor visible again,
 * about (Amazon SQS Developer Guide, quotas). A message that waits for capacity counts; beyond the
 * limit none is received until one of them is due.
 */
public final class InFlightLimit {

  public static final long MESSAGES = 120_000;

  /** Functions beyond what the quotas can use only receive messages and requeue them. */
  private static final double TOO_MANY = 2;

  private InFlightLimit() {}

  /** Whether a burst of a month's usual kind would make so many messages wait in flight. */
  public static boolean isLikely(
      Stage stage, Demand demand, FunctionCapacity functions, double reached) {
    if (demand.burst() <= MESSAGES) {
      return false;
    }
    if (stage.maxCallsPerDay() > 0) {
      long picturesPerDay = stage.maxCallsPerDay() / stage.operations().size();
      if (demand.burst() - picturesPerDay > MESSAGES) {
        return true;
      }
    }
    return stage.choice() == QuotaChoice.DRAW
        || functions.picturesPerSecond(functions.concurrency()) > TOO_MANY * reached;
  }
}
