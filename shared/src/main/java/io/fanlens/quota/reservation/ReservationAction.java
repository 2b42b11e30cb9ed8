package io.fanlens.quota.reservation;

import io.fanlens.quota.QuotaStep;
import io.fanlens.settings.Target;
import java.util.List;

/** What a reservation needs next. Its driver performs the action and reports the result. */
public sealed interface ReservationAction {

  /** Read a group. */
  record Read(String group) implements ReservationAction {}

  /**
   * Send one conditional write.
   *
   * @param permits that it reserves
   */
  record Write(String group, Target target, QuotaStep step, int permits)
      implements ReservationAction {}

  /** Continue at that time, in microseconds since 1970. */
  record Sleep(long until) implements ReservationAction {}

  /** At least one permit. */
  record Granted(List<Permit> permits) implements ReservationAction {}

  /** No permit. */
  record GivenUp(NoCapacity noCapacity) implements ReservationAction {}
}
