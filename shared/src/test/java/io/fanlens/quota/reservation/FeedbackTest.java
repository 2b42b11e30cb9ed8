package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.BreakerState;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.MemoryQuotaTable;
import io.fanlens.quota.Pacing;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FeedbackTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;
  private static final Target DUBLIN = Target.home("eu-west-1");
  private static final TargetQuota QUOTA = new TargetQuota(DUBLIN, 100, 100);
  private static final QuotaPool POOL = QuotaPool.of("DetectFaces", List.of(QUOTA));
  private static final String GROUP = POOL.groups().getFirst().key();
  private static final Permit PERMIT = new Permit(GROUP, QUOTA, NOW, 10_051, true, "", true);

  private final QuotaCache cache =
      new QuotaCache(POOL, QuotaRules.DEFAULTS, 10, "me", new SplittableRandom(1));
  private final Feedback feedback = new Feedback(cache);
  private final MemoryQuotaTable table =
      new MemoryQuotaTable(InstantSource.fixed(Instant.ofEpochSecond(NOW / S)));

  {
    cache.learn(GROUP, new QuotaView(Map.of(), OptionalLong.empty()), NOW);
  }

  /** Reports an outcome and applies all steps that follow; returns the last one. */
  private Optional<QuotaStep> report(Permit permit, CallOutcome outcome, long now) {
    Optional<QuotaStep> last = Optional.empty();
    Optional<QuotaStep> step = feedback.first(permit, outcome, now);
    while (step.isPresent()) {
      last = step;
      StepResult result = table.apply(GROUP, DUBLIN, step.get());
      cache.learn(GROUP, DUBLIN, step.get(), result);
      step = feedback.then(permit, step.get(), result, now);
    }
    return last;
  }

  private TargetState item() {
    return table.read(GROUP).state(DUBLIN);
  }

  @Test
  void shouldWriteNothingAfterAGoodCall() {
    assertEquals(Optional.empty(), report(PERMIT, CallOutcome.ANSWERED, NOW));
  }

  @Test
  void shouldCutOnlyOnASecondThrottle() {
    assertInstanceOf(QuotaStep.Arm.class, report(PERMIT, CallOutcome.THROTTLED, NOW).orElseThrow());
    assertEquals(0, item().rate().interval());
    report(PERMIT, CallOutcome.THROTTLED, NOW + S / 2);
    assertEquals((long) (10_051 / 0.95), item().rate().interval());
  }

  @Test
  void shouldCutHarderWhileThrottlesContinue() {
    for (int tenth = 0; tenth < 35; tenth++) {
      report(PERMIT, CallOutcome.THROTTLED, NOW + tenth * S / 10);
    }
    double left = 10_051.0 / item().rate().interval(); // cut after 0.1, 1.2, 2.3 and 3.4 s
    assertEquals(0.95 * 0.85 * 0.85 * 0.85, left, 0.001);
  }

  @Test
  void shouldNeverCutBelowTheFloor() {
    for (int tenth = 0; tenth < 600; tenth++) {
      report(PERMIT, CallOutcome.THROTTLED, NOW + tenth * S / 10);
    }
    assertEquals(new Pacing(QuotaRules.DEFAULTS).slowest(QUOTA), item().rate().interval());
  }

  @Test
  void shouldRaiseOneInAHundredAfterTenQuietSeconds() {
    report(PERMIT, CallOutcome.THROTTLED, NOW);
    report(PERMIT, CallOutcome.THROTTLED, NOW + 1);
    long cut = item().rate().interval();
    report(PERMIT, CallOutcome.ANSWERED, NOW + 5 * S);
    assertEquals(cut, item().rate().interval());
    report(PERMIT, CallOutcome.ANSWERED, NOW + 11 * S);
    assertEquals((long) (cut / 1.01), item().rate().interval());
  }

  @Test
  void shouldOpenAfterFiveFaultsInARow() {
    for (int i = 0; i < 4; i++) {
      report(PERMIT, CallOutcome.FAULT, NOW + i);
    }
    assertFalse(item().isOpen());
    report(PERMIT, CallOutcome.OVERDUE, NOW + 5);
    assertEquals(NOW + 5 + 2 * S, item().breaker().openUntil());
  }

  @Test
  void shouldNotOpenWhenAnAnswerComesBetween() {
    for (int i = 0; i < 20; i++) {
      report(PERMIT, i % 4 == 3 ? CallOutcome.ANSWERED : CallOutcome.FAULT, NOW + i);
    }
    assertFalse(item().isOpen());
  }

  @Test
  void shouldCloseSlowlyAfterAGoodProbeAndStayOpenLongerAfterABadOne() {
    table.put(GROUP, DUBLIN, TargetState.NEW.with(BreakerState.open(NOW - 1, 2 * S)));
    Permit probe = new Permit(GROUP, QUOTA, NOW, 0, false, "me", true);
    QuotaStep election = new QuotaStep.Probe(NOW, NOW + 2 * S, "me");
    cache.learn(GROUP, DUBLIN, election, table.apply(GROUP, DUBLIN, election));
    report(probe, CallOutcome.FAULT, NOW + S);
    assertEquals(4 * S, item().breaker().openFor());
    QuotaStep second = new QuotaStep.Probe(NOW + 6 * S, NOW + 8 * S, "me");
    cache.learn(GROUP, DUBLIN, second, table.apply(GROUP, DUBLIN, second));
    report(probe, CallOutcome.ANSWERED, NOW + 7 * S);
    assertFalse(item().isOpen());
    Pacing pacing = new Pacing(QuotaRules.DEFAULTS);
    assertEquals(
        100_510.0, (double) pacing.interval(QUOTA, item(), NOW + 7 * S), 10.0, "a tenth at first");
    assertEquals(10_051, pacing.interval(QUOTA, item(), NOW + 8 * S), "all after a second");
  }

  @Test
  void shouldSkipADeniedTargetForTenMinutes() {
    report(PERMIT, CallOutcome.DENIED, NOW);
    assertEquals(NOW + 600 * S, item().breaker().openUntil());
  }

  @Test
  void shouldStartSlowlyAfterRampingTooFast() {
    report(PERMIT, CallOutcome.RAMPED_TOO_FAST, NOW);
    assertTrue(new Pacing(QuotaRules.DEFAULTS).interval(QUOTA, item(), NOW + S) > 90_000);
  }
}
