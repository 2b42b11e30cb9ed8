package io.fanlens.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class QuotaStepTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;

  @Test
  void shouldReserveAtTheEndOfTheQueueWithinTheHorizon() {
    TargetState queued = TargetState.NEW.withTat(NOW + S / 2);
    QuotaStep append = new QuotaStep.Append(NOW - 20_000, NOW + S, 100_000);
    assertEquals(NOW + S / 2 + 100_000, append.applyTo(queued).orElseThrow().tat());
    assertTrue(append.applyTo(TargetState.NEW.withTat(NOW + S + 1)).isEmpty(), "beyond horizon");
    assertTrue(append.applyTo(TargetState.NEW.withTat(NOW - 20_001)).isEmpty(), "idle");
    assertTrue(append.applyTo(TargetState.NEW).isEmpty(), "no item");
  }

  @Test
  void shouldRestartOnlyAnIdleTarget() {
    QuotaStep restart = new QuotaStep.Restart(NOW - 20_000, NOW, 100_000);
    assertEquals(NOW + 100_000, restart.applyTo(TargetState.NEW).orElseThrow().tat());
    assertTrue(restart.applyTo(TargetState.NEW.withTat(NOW - 20_000)).isEmpty());
  }

  @Test
  void shouldNotReserveOnAnOpenTarget() {
    TargetState open = TargetState.NEW.withTat(NOW).with(BreakerState.open(NOW + S, S));
    assertTrue(new QuotaStep.Append(NOW - 20_000, NOW + S, 1).applyTo(open).isEmpty());
    assertTrue(new QuotaStep.Restart(NOW + S, NOW, 1).applyTo(open).isEmpty());
  }

  @Test
  void shouldElectOneProber() {
    TargetState open = new QuotaStep.Open(NOW + S, S).applyTo(TargetState.NEW).orElseThrow();
    assertTrue(new QuotaStep.Probe(NOW + S, NOW + 3 * S, "a").applyTo(open).isEmpty(), "too early");
    TargetState probed =
        new QuotaStep.Probe(NOW + S + 1, NOW + 3 * S, "a").applyTo(open).orElseThrow();
    assertTrue(new QuotaStep.Probe(NOW + S + 2, NOW + 3 * S, "b").applyTo(probed).isEmpty());
    assertTrue(new QuotaStep.Close("b", NOW, S).applyTo(probed).isEmpty(), "not the prober");
    TargetState closed = new QuotaStep.Close("a", NOW, S).applyTo(probed).orElseThrow();
    assertFalse(closed.isOpen());
    assertEquals(NOW, closed.ramp().startedAt());
  }

  @Test
  void shouldLetAnotherProbeWhenTheProberDied() {
    TargetState probed = TargetState.NEW.with(BreakerState.open(NOW, S).open(NOW, S, "dead"));
    assertTrue(new QuotaStep.Probe(NOW + 1, NOW + 2 * S, "b").applyTo(probed).isPresent());
  }

  @Test
  void shouldCutOnceASecondAndOnlyTheIntervalThatWasRead() {
    QuotaStep cut = new QuotaStep.Cut(NOW, 0, 21_000, 20_000, NOW - S);
    TargetState after = cut.applyTo(TargetState.NEW).orElseThrow();
    assertEquals(21_000, after.rate().interval());
    assertTrue(cut.applyTo(after).isEmpty(), "somebody else cut already");
    assertEquals(20_000, after.rate().goodInterval());
    assertEquals(NOW, after.rate().cutAt());
    assertTrue(cut(NOW + 1, 21_000, NOW + 1 - S).applyTo(after).isEmpty(), "too soon");
    assertTrue(cut(NOW + S, 21_000, NOW).applyTo(after).isEmpty());
    assertTrue(cut(NOW + S + 1, 21_000, NOW + 1).applyTo(after).isPresent());
    assertTrue(cut(NOW + S + 1, 21_001, NOW + 1).applyTo(after).isEmpty(), "not as it was read");
  }

  private static QuotaStep cut(long now, long seen, long noneSince) {
    return new QuotaStep.Cut(now, seen, 23_000, 20_000, noneSince);
  }

  @Test
  void shouldCountFaultsInARowOnly() {
    TargetState one =
        new QuotaStep.FirstFault(NOW, NOW - 5 * S).applyTo(TargetState.NEW).orElseThrow();
    assertTrue(new QuotaStep.FirstFault(NOW + S, NOW - 4 * S).applyTo(one).isEmpty());
    TargetState two = new QuotaStep.NextFault(NOW + S, NOW - 4 * S).applyTo(one).orElseThrow();
    assertEquals(2, two.breaker().faults());
    assertTrue(new QuotaStep.NextFault(NOW + 9 * S, NOW + 4 * S).applyTo(two).isEmpty());
    assertTrue(new QuotaStep.ClearFaults(NOW).applyTo(two).isEmpty(), "a newer fault than seen");
    assertEquals(
        0, new QuotaStep.ClearFaults(NOW + S).applyTo(two).orElseThrow().breaker().faults());
  }

  @Test
  void shouldReturnOnlyTheEndOfTheQueue() {
    TargetState queued = TargetState.NEW.withTat(NOW + S);
    assertEquals(
        NOW + S - 1000, new QuotaStep.GiveBack(NOW + S, 1000).applyTo(queued).orElseThrow().tat());
    assertTrue(new QuotaStep.GiveBack(NOW + S - 1, 1000).applyTo(queued).isEmpty());
    assertTrue(new QuotaStep.GiveBack(NOW + S + 1, 1000).applyTo(queued).isEmpty());
  }

  @Test
  void shouldKeepTheOwnerOfAProbeThatIsOnlyOverdue() {
    TargetState probed = TargetState.NEW.with(BreakerState.open(NOW, S).open(NOW, S, "a"));
    TargetState overdue =
        new QuotaStep.Reopen("a", NOW + 4 * S, 2 * S, false).applyTo(probed).orElseThrow();
    assertEquals("a", overdue.breaker().probeOwner());
    assertEquals(NOW + 4 * S, overdue.breaker().openUntil());
    assertEquals(2 * S, overdue.breaker().openFor());
    TargetState failed =
        new QuotaStep.Reopen("a", NOW + 4 * S, 2 * S, true).applyTo(overdue).orElseThrow();
    assertEquals("", failed.breaker().probeOwner());
    assertTrue(new QuotaStep.Reopen("a", NOW, S, true).applyTo(failed).isEmpty());
    assertTrue(new QuotaStep.Reopen("b", NOW, S, true).applyTo(overdue).isEmpty());
  }

  @Test
  void shouldCancelOnlyTheElectionThatWasWon() {
    TargetState probed =
        TargetState.NEW.with(BreakerState.open(NOW + S, 2 * S).open(NOW + S, 2 * S, "a"));
    assertTrue(new QuotaStep.CancelProbe("b", NOW + S, NOW).applyTo(probed).isEmpty());
    assertTrue(new QuotaStep.CancelProbe("a", NOW + S + 1, NOW).applyTo(probed).isEmpty());
    TargetState free = new QuotaStep.CancelProbe("a", NOW + S, NOW).applyTo(probed).orElseThrow();
    assertEquals(NOW, free.breaker().openUntil());
    assertEquals(2 * S, free.breaker().openFor());
    assertEquals("", free.breaker().probeOwner());
  }

  @Test
  void shouldRepairAnImplausibleTimeOnce() {
    TargetState implausible = TargetState.NEW.withTat(NOW + 3600 * S);
    QuotaStep repair = new QuotaStep.Repair(NOW + 3600 * S, NOW + S);
    TargetState repaired = repair.applyTo(implausible).orElseThrow();
    assertEquals(NOW + S, repaired.tat());
    assertTrue(repair.applyTo(repaired).isEmpty());
  }

  @Test
  void shouldReserveFromTheFirstToTheLastEndOfTheQueueThatIsAllowed() {
    QuotaStep append = new QuotaStep.Append(NOW - 20_000, NOW + S, 100_000);
    assertEquals(
        NOW + 80_000, append.applyTo(TargetState.NEW.withTat(NOW - 20_000)).orElseThrow().tat());
    assertEquals(
        NOW + S + 100_000, append.applyTo(TargetState.NEW.withTat(NOW + S)).orElseThrow().tat());
  }

  @Test
  void shouldArmAgainOnlyWhereNoThrottleWasSoonBefore() {
    TargetState armed = new QuotaStep.Arm(NOW, NOW - 2 * S).applyTo(TargetState.NEW).orElseThrow();
    assertTrue(new QuotaStep.Arm(NOW + 2 * S, NOW).applyTo(armed).isEmpty(), "the second: cut");
    assertEquals(
        NOW + 2 * S + 1,
        new QuotaStep.Arm(NOW + 2 * S + 1, NOW + 1).applyTo(armed).orElseThrow().rate().armedAt());
  }

  @Test
  void shouldBeginOneSlowStartAtATime() {
    TargetState slow =
        new QuotaStep.SlowStart(NOW, 10 * S, NOW - 10 * S).applyTo(TargetState.NEW).orElseThrow();
    assertTrue(new QuotaStep.SlowStart(NOW + 10 * S, 10 * S, NOW).applyTo(slow).isEmpty());
    assertEquals(
        new TargetState.Ramp(NOW + 10 * S + 1, 10 * S),
        new QuotaStep.SlowStart(NOW + 10 * S + 1, 10 * S, NOW + 1)
            .applyTo(slow)
            .orElseThrow()
            .ramp());
  }

  @Test
  void shouldCountAFaultEitherAsTheFirstOrAsTheNextNeverAsBoth() {
    TargetState one = TargetState.NEW.with(new BreakerState(0, 0, "", 1, NOW));
    assertTrue(new QuotaStep.FirstFault(NOW + 5 * S, NOW).applyTo(one).isEmpty());
    assertEquals(
        new BreakerState(0, 0, "", 2, NOW + 5 * S),
        new QuotaStep.NextFault(NOW + 5 * S, NOW).applyTo(one).orElseThrow().breaker());
    assertTrue(new QuotaStep.NextFault(NOW + 5 * S + 1, NOW + 1).applyTo(one).isEmpty());
    assertEquals(
        new BreakerState(0, 0, "", 1, NOW + 5 * S + 1),
        new QuotaStep.FirstFault(NOW + 5 * S + 1, NOW + 1).applyTo(one).orElseThrow().breaker());
  }

  @Test
  void shouldNeitherContinueNorClearASeriesOfFaultsThatIsAbsent() {
    assertTrue(new QuotaStep.NextFault(1, 0).applyTo(TargetState.NEW).isEmpty());
    assertTrue(new QuotaStep.ClearFaults(NOW).applyTo(TargetState.NEW).isEmpty());
  }

  @Test
  void shouldGiveTurnsOneAfterTheOther() {
    QuotaStep step = new QuotaStep.GiveTurn(NOW, NOW + 9, 3);
    for (long next : new long[] {NOW, NOW + 9}) {
      TargetState item = TargetState.NEW.withTat(7).withTurnAt(next);
      assertEquals(item.withTurnAt(next + 3), step.applyTo(item).orElseThrow());
    }
    for (long next : new long[] {0, NOW - 1, NOW + 10}) {
      assertTrue(step.applyTo(TargetState.NEW.withTurnAt(next)).isEmpty(), "" + (next - NOW));
    }
    assertFalse(step.isReservation());
  }

  @Test
  void shouldGiveTheFirstTurnWhereNobodyWaits() {
    QuotaStep step = new QuotaStep.FirstTurn(NOW, NOW + 9, 3);
    for (long idle : new long[] {0, NOW - 1, NOW + 10}) {
      TargetState item = TargetState.NEW.withTat(7).withTurnAt(idle);
      assertEquals(item.withTurnAt(NOW + 3), step.applyTo(item).orElseThrow());
    }
    assertTrue(step.applyTo(TargetState.NEW.withTurnAt(NOW)).isEmpty());
    assertTrue(step.applyTo(TargetState.NEW.withTurnAt(NOW + 9)).isEmpty());
    assertFalse(step.isReservation());
  }
}
