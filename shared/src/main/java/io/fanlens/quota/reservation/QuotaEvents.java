package io.fanlens.quota.reservation;

import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.settings.Target;

/** What happens with the quota, for metrics. Called from several threads. */
public interface QuotaEvents {

  /** Nobody listens. */
  QuotaEvents NONE = new QuotaEvents() {};

  /** A step was written, or its condition did not hold. */
  default void stepped(String operation, Target target, QuotaStep step, StepResult result) {}

  /** A permit came to its time after this long. */
  default void granted(String operation, Permit permit, long waitedMicros) {}

  /** A permit came too late to be used. */
  default void lost(String operation, Permit permit) {}

  /** A call ended. */
  default void called(String operation, Permit permit, CallOutcome outcome) {}

  /** A message has to wait in the queue. */
  default void refused(String operation, NoCapacity noCapacity) {}

  /** The table did not answer. */
  default void tableUnavailable(String operation, TableUnavailableException reason) {}
}
