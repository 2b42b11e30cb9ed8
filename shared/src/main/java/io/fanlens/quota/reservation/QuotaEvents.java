package io.fanlens.quota.reservation;

import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.settings.Target;

/** Quota events, for metrics. Called from several threads. */
public interface QuotaEvents {

  /** Ignores all events. */
  QuotaEvents NONE = new QuotaEvents() {};

  /** A step was written, or its condition did not hold. */
  default void stepped(String operation, Target target, QuotaStep step, StepResult result) {}

  /** A permit's start time was reached after this wait. */
  default void granted(String operation, Permit permit, long waitedMicros) {}

  /** A permit was missed. */
  default void lost(String operation, Permit permit) {}

  /** A call ended. */
  default void called(String operation, Permit permit, CallOutcome outcome) {}

  /** A message must wait in the queue. */
  default void refused(String operation, NoCapacity noCapacity) {}

  /** The table did not answer. */
  default void tableUnavailable(String operation, TableUnavailableException reason) {}
}
