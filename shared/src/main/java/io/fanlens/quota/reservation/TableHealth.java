package io.fanlens.quota.reservation;

import io.fanlens.quota.QuotaRules;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * What one process knows about the quota table: whether it is available, how slow it is, and
 * whether the local clock agrees with its clock.
 */
public final class TableHealth {

  private static final double DECAY = 0.8;
  private static final long SECOND = 1_000_000;
  private static final int MOST_DOUBLINGS = 6;

  private final QuotaRules rules;
  private final RandomGenerator random;
  private long latency;
  private int failures;
  private long unavailableUntil;
  private boolean clockSkewed;

  TableHealth(QuotaRules rules, RandomGenerator random) {
    this.rules = rules;
    this.random = random;
  }

  void answered(long sentAt, long now) {
    long took = Math.max(0, now - sentAt);
    latency = Math.max(took, (long) (DECAY * latency + (1 - DECAY) * took));
    failures = 0;
    unavailableUntil = 0;
  }

  void failed(long now) {
    failures = Math.min(failures + 1, MOST_DOUBLINGS);
    long most =
        Math.min(rules.backoff().longestMicros(), rules.backoff().firstMicros() << failures);
    unavailableUntil = now + most / 2 + random.nextLong(most / 2 + 1);
  }

  /** Whether the table is backed off from. */
  boolean isUnavailable(long now) {
    return now < unavailableUntil;
  }

  /**
   * How far ahead of now a reservation must start to be usable when its result arrives: 0 while the
   * table answers within half of the late limit. Without it a slow table makes all permits late,
   * and reserving them again keeps it slow.
   */
  long lead() {
    return Math.clamp(
        latency - rules.reservation().lateMicros() / 2, 0, rules.table().timeoutMicros());
  }

  /** The table's clock shows whole seconds, so only a proven difference counts. */
  void compareClocks(long sentAt, long now, OptionalLong tableSecond) {
    tableSecond.ifPresent(
        second -> {
          long atLeastAhead = sentAt - (second + 1) * SECOND;
          long atMostAhead = now - second * SECOND;
          clockSkewed =
              atLeastAhead > rules.table().skewMicros()
                  || atMostAhead < -rules.table().skewMicros();
        });
  }

  boolean isClockSkewed() {
    return clockSkewed;
  }
}
