package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.MemoryQuotaTable;
import io.fanlens.quota.Micros;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.Sleeper;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, unit = TimeUnit.MINUTES) // only against a deadlock
final class OverdueWatchTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  private static final TargetQuota QUOTA = new TargetQuota(Target.home("eu-west-1"), 50, 50);
  private static final QuotaPool POOL = QuotaPool.of("DetectFaces", List.of(QUOTA));

  private final ConcurrentLinkedQueue<CallOutcome> outcomes = new ConcurrentLinkedQueue<>();

  private OverdueWatch watch(Sleeper sleeper) {
    QuotaEvents events =
        new QuotaEvents() {
          @Override
          public void called(String operation, Permit permit, CallOutcome outcome) {
            outcomes.add(outcome);
          }
        };
    Permits permits =
        new Permits(
            POOL,
            new MemoryQuotaTable(CLOCK),
            QuotaRules.DEFAULTS,
            10,
            "me",
            CLOCK,
            sleeper,
            new SplittableRandom(1),
            events);
    String group = POOL.groups().getFirst().key();
    return permits.watch(new Permit(group, QUOTA, Micros.of(CLOCK.instant()), 20_000, "", true));
  }

  @Test
  void shouldReportNothingAboutACallThatWasAnsweredInTime() {
    try (OverdueWatch watch = watch(time -> new CountDownLatch(1).await())) {
      assertTrue(outcomes.isEmpty());
    }
    assertTrue(outcomes.isEmpty());
  }

  @Test
  void shouldEndBeforeItsCloserGoesOnEvenIfThatOneIsInterrupted() {
    Thread closer = Thread.currentThread();
    AtomicBoolean ended = new AtomicBoolean();
    Sleeper slowToEnd =
        time -> {
          try {
            new CountDownLatch(1).await();
          } finally {
            while (closer.isInterrupted()) {
              Thread.onSpinWait(); // until the interruption has ended the closer's first wait
            }
            ended.set(true);
          }
        };
    OverdueWatch watch = watch(slowToEnd);
    closer.interrupt();
    watch.close();
    assertTrue(Thread.interrupted(), "the closer learns of its interruption");
    assertTrue(ended.get());
    assertEquals(0, outcomes.size());
  }
}
