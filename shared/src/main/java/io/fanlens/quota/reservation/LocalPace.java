package io.fanlens.quota.reservation;

import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The pace of one process while the quota table is unavailable: half of its even share of each
 * quota. With a quota of 50 and nine processes that is a call every 360 ms. All processes together
 * stay at half of the quota, so that those that still reach the table and those that do not stay
 * under 1.5 times.
 */
final class LocalPace {

  private static final int PART = 2;

  private final int processes;
  private final RandomGenerator random;
  private final Map<Target, Long> nextStart = new HashMap<>();

  LocalPace(int processes, RandomGenerator random) {
    this.processes = processes;
    this.random = random;
  }

  /** When a call to the target could start. */
  long start(TargetQuota quota, long now) {
    long interval = interval(quota);
    Long next = nextStart.get(quota.target());
    if (next == null || next < now - interval) {
      // Processes fall back at the same moment: their first calls must not coincide.
      next = now + random.nextLong(interval + 1);
      nextStart.put(quota.target(), next);
    }
    return Math.max(now, next);
  }

  /** Takes the call that starts then. */
  void take(TargetQuota quota, long start) {
    nextStart.put(quota.target(), start + interval(quota));
  }

  long interval(TargetQuota quota) {
    return quota.intervalMicros(1.0) * PART * processes;
  }
}
