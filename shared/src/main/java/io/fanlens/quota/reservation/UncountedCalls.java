package io.fanlens.quota.reservation;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.StepResult;
import io.fanlens.settings.Target;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What a process has to count at targets and did not write yet. Most throttles and unused permits
 * cause no write of their own, so they go with the next step that is written there. Thread-safe.
 */
public final class UncountedCalls {

  private final ConcurrentMap<Target, CallCounts> byTarget = new ConcurrentHashMap<>();

  void throttled(Target target) {
    add(target, new CallCounts(0, 0, 1));
  }

  void unused(Target target, int permits) {
    add(target, new CallCounts(0, permits, 0));
  }

  /**
   * What the next step at the target counts. It must be {@link #written} afterwards, unless the
   * table does not answer: then it may have been counted, and counting it twice is worse than not
   * at all.
   *
   * @param permits that the step reserves
   */
  public CallCounts take(Target target, int permits) {
    CallCounts before = byTarget.remove(target);
    CallCounts reserved = new CallCounts(permits, 0, 0);
    return before == null ? reserved : before.plus(reserved);
  }

  /** A step was written with these counts, or its condition did not hold. */
  public void written(Target target, CallCounts counts, StepResult result) {
    if (!result.applied()) {
      add(target, new CallCounts(0, counts.unused(), counts.throttles()));
    }
  }

  private void add(Target target, CallCounts more) {
    if (!more.equals(CallCounts.NONE)) {
      byTarget.merge(target, more, CallCounts::plus);
    }
  }
}
