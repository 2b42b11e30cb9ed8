package io.fanlens.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ShareStepTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;
  private static final QuotaStep.Append APPEND =
      new QuotaStep.Append(NOW - 20_000, NOW + 5 * S, 10_000);
  private static final TargetState QUEUED = TargetState.NEW.withTat(NOW + S / 2);

  @Test
  void shouldMoveBothTimesOn() {
    QuotaStep step = new QuotaStep.ShareAppend(APPEND, NOW - 20_000, NOW + S, 12_500);
    TargetState after = step.applyTo(QUEUED.withApiTat(NOW + S)).orElseThrow();
    assertEquals(NOW + S / 2 + 10_000, after.tat());
    assertEquals(NOW + S + 12_500, after.apiTat());
    assertTrue(step.applyTo(QUEUED.withApiTat(NOW + S + 1)).isEmpty(), "share spent");
    assertTrue(step.applyTo(QUEUED.withApiTat(NOW - 20_001)).isEmpty(), "share idle");
    assertTrue(step.applyTo(QUEUED).isEmpty(), "share never used");
    assertTrue(step.applyTo(QUEUED.withTat(NOW + 5 * S + 1).withApiTat(NOW)).isEmpty(), "full");
  }

  @Test
  void shouldBeginAShareAnewThatWasNotUsed() {
    QuotaStep step = new QuotaStep.ShareRestart(APPEND, NOW - 20_000, NOW + 10 * S, NOW + 12_500);
    for (long idle : new long[] {0, NOW - 20_001, NOW + 10 * S + 1}) {
      TargetState after = step.applyTo(QUEUED.withApiTat(idle)).orElseThrow();
      assertEquals(NOW + S / 2 + 10_000, after.tat());
      assertEquals(NOW + 12_500, after.apiTat());
    }
    assertTrue(step.applyTo(QUEUED.withApiTat(NOW - 20_000)).isEmpty(), "in use");
    assertTrue(step.applyTo(QUEUED.withApiTat(NOW + 10 * S)).isEmpty(), "in use");
  }

  @Test
  void shouldReturnAPermitToTheShareToo() {
    TargetState before = QUEUED.withApiTat(NOW + S);
    TargetState reserved =
        new QuotaStep.ShareAppend(APPEND, NOW, NOW + S, 12_500).applyTo(before).orElseThrow();
    QuotaStep.GiveBack giveBack = new QuotaStep.GiveBack(reserved.tat(), 10_000);

    QuotaStep step = new QuotaStep.ShareGiveBack(giveBack, 12_500);
    assertEquals(before, step.applyTo(reserved).orElseThrow());
    assertTrue(step.applyTo(reserved.withTat(reserved.tat() + 1)).isEmpty(), "not the last one");
    assertTrue(step.applyTo(reserved.withApiTat(0)).isEmpty(), "no share");
    assertFalse(step.isReservation());
  }

  @Test
  void shouldNotReserveAShareOfAnOpenTarget() {
    TargetState open = QUEUED.withApiTat(NOW).with(BreakerState.open(NOW + S, S));
    assertTrue(new QuotaStep.ShareAppend(APPEND, NOW, NOW, 1).applyTo(open).isEmpty());
    assertTrue(new QuotaStep.ShareRestart(APPEND, NOW + 1, NOW + S, 1).applyTo(open).isEmpty());
  }

  @Test
  void shouldSayThatBatchesWaitOnceAtATime() {
    QuotaStep step = new QuotaStep.Wait(NOW, NOW - 10 * S);
    TargetState after = step.applyTo(QUEUED).orElseThrow();
    assertEquals(QUEUED.withWaitingAt(NOW), after);
    assertTrue(step.applyTo(after).isEmpty());
    assertTrue(step.applyTo(QUEUED.withWaitingAt(NOW - 10 * S)).isEmpty());
  }

  @Test
  void shouldTellReservationsFromOtherSteps() {
    assertTrue(APPEND.isReservation());
    assertTrue(new QuotaStep.Restart(1, 1, 1).isReservation());
    assertTrue(new QuotaStep.ShareAppend(APPEND, 1, 1, 1).isReservation());
    assertTrue(new QuotaStep.ShareRestart(APPEND, 1, 1, 1).isReservation());
    assertFalse(new QuotaStep.Wait(1, 1).isReservation());
    assertFalse(new QuotaStep.GiveBack(1, 1).isReservation());
  }
}
