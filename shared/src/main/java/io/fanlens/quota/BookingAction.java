package io.fanlens.quota;

import java.util.List;

/** What a booking wants done next. Whoever drives it does that and tells it the outcome. */
public sealed interface BookingAction {

  /** Look at a group. */
  record Look(String group) implements BookingAction {}

  /** Send one conditional write. */
  record Write(String group, Target target, QuotaStep step) implements BookingAction {}

  /** Ask again at that time, in microseconds since 1970. */
  record Sleep(long until) implements BookingAction {}

  /** These calls may be sent, at least one. */
  record Granted(List<Permit> permits) implements BookingAction {}

  /** None may be sent. */
  record GivenUp(NoCapacity noCapacity) implements BookingAction {}
}
