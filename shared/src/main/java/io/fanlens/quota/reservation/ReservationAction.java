package io.fanlens.quota.reservation;

import io.fanlens.quota.QuotaStep;
import io.fanlens.settings.Target;
import java.util.List;

/** What a booking wants done next. Whoever drives it does that and tells it the outcome. */
public sealed interface ReservationAction {

  /** Read at a group. */
  record Read(String group) implements ReservationAction {}

  /** Send one conditional write. */
  record Write(String group, Target target, QuotaStep step) implements ReservationAction {}

  /** Ask again at that time, in microseconds since 1970. */
  record Sleep(long until) implements ReservationAction {}

  /** These calls may be sent, at least one. */
  record Granted(List<Permit> permits) implements ReservationAction {}

  /** None may be sent. */
  record GivenUp(NoCapacity noCapacity) implements ReservationAction {}
}
