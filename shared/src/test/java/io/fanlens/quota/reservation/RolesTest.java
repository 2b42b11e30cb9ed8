package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.QuotaGroup;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.quota.reservation.ReservationAction.GivenUp;
import io.fanlens.quota.reservation.ReservationAction.Read;
import io.fanlens.quota.reservation.ReservationAction.Sleep;
import io.fanlens.quota.reservation.ReservationAction.Write;
import io.fanlens.settings.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One target of 100 a second, for batches and for calls that may wait 5 s. */
final class RolesTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;
  private static final Target DUBLIN = Target.home("eu-west-1");
  private static final QuotaPool POOL =
      QuotaPool.of("DetectFaces", List.of(new TargetQuota(DUBLIN, 100, 100)));
  private static final QuotaGroup GROUP = POOL.groups().getFirst();
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final QuotaRules ALONE = QuotaRules.DEFAULTS;
  private static final QuotaRules BATCH = QuotaRules.batchBesideCalls(WAIT);
  private static final QuotaRules CALLS = QuotaRules.calls(WAIT, 0.8);
  private static final long INTERVAL = 10_051;

  private static Reservation reservation(QuotaRules rules, TargetState state, long latestStart) {
    QuotaCache cache = new QuotaCache(POOL, rules, 10, "me", new SplittableRandom(1));
    Reservation reservation = new Reservation(cache, Set.of(), latestStart, NOW);
    assertEquals(new Read(GROUP.key()), reservation.next(NOW, 1));
    reservation.onRead(new QuotaView(Map.of(DUBLIN, state), OptionalLong.empty()), NOW, NOW);
    return reservation;
  }

  private static ReservationAction next(QuotaRules rules, TargetState state) {
    return reservation(rules, state, NOW + 5 * S).next(NOW, 1);
  }

  private static QuotaStep step(QuotaRules rules, TargetState state) {
    return assertInstanceOf(Write.class, next(rules, state)).step();
  }

  private static TargetState tat(long ahead) {
    return TargetState.NEW.withTat(NOW + ahead);
  }

  @Test
  void shouldReserveAsEverWhereBatchesAreAlone() {
    assertEquals(new QuotaStep.Append(NOW - 20_000, NOW + S, INTERVAL), step(ALONE, tat(S)));
    assertInstanceOf(Sleep.class, next(ALONE, tat(S + 1)));
  }

  @Test
  void shouldLetBatchesReserveThreeTenthsOfASecondAheadBesideCalls() {
    assertEquals(
        new QuotaStep.Append(NOW - 20_000, NOW + 300_000, INTERVAL), step(BATCH, tat(200_000)));
    assertInstanceOf(QuotaStep.Wait.class, step(BATCH, tat(200_001)), "within the margin");
  }

  @Test
  void shouldSayThatABatchWaitsOnlyWhenNobodyHasOfLate() {
    assertEquals(new QuotaStep.Wait(NOW, NOW - 10 * S), step(BATCH, tat(S)));
    assertInstanceOf(Sleep.class, next(BATCH, tat(S).withWaitingAt(NOW - 10 * S)));
    assertInstanceOf(Sleep.class, next(CALLS, tat(5 * S)), "calls do not say it");
  }

  @Test
  void shouldLetCallsTakeAllWhileNoBatchWaits() {
    assertEquals(
        new QuotaStep.Append(NOW - 20_000, NOW + 5 * S, INTERVAL),
        step(CALLS, tat(4 * S).withApiTat(NOW + 3 * S)));
    assertInstanceOf(
        QuotaStep.Append.class,
        step(CALLS, tat(4 * S).withApiTat(NOW + 3 * S).withWaitingAt(NOW - 30 * S - 1)));
  }

  @Test
  void shouldKeepCallsToTheirShareAfterABatchHadToWait() {
    TargetState waiting = tat(S / 2).withWaitingAt(NOW - 30 * S);
    QuotaStep.Append append = new QuotaStep.Append(NOW - 20_000, NOW + 5 * S, INTERVAL);
    assertEquals(
        new QuotaStep.ShareAppend(append, NOW - 20_000, NOW + S, 12_564),
        step(CALLS, waiting.withApiTat(NOW + S / 4)));
    QuotaStep.ShareRestart anew =
        assertInstanceOf(QuotaStep.ShareRestart.class, step(CALLS, waiting));
    assertEquals(append, anew.append());
    assertEquals(NOW + 12_564, anew.shareEnd());
    assertInstanceOf(Sleep.class, next(CALLS, waiting.withApiTat(NOW + S)), "share spent");
    assertInstanceOf(
        QuotaStep.ShareRestart.class,
        step(CALLS, waiting.withApiTat(NOW + 100 * S)),
        "an implausible time does not hold calls up");
  }

  @Test
  void shouldReturnAnUnusedPermitToTheQueueOfItsShare() {
    for (long apiTat : new long[] {NOW + S / 4, 0}) {
      TargetState before = tat(S / 2).withWaitingAt(NOW).withApiTat(apiTat);
      Reservation reservation = reservation(CALLS, before, NOW + 5 * S);
      Write write = assertInstanceOf(Write.class, reservation.next(NOW, 1));
      TargetState reserved = write.step().applyTo(before).orElseThrow();
      reservation.onWritten(new StepResult(true, before), NOW, NOW);
      Permit permit =
          assertInstanceOf(ReservationAction.Granted.class, reservation.next(NOW, 1))
              .permits()
              .getFirst();
      QuotaCache cache = new QuotaCache(POOL, CALLS, 10, "me", new SplittableRandom(1));
      TargetState after =
          new Feedback(cache).giveBack(permit, NOW).orElseThrow().applyTo(reserved).orElseThrow();

      assertEquals(before.tat(), after.tat());
      assertEquals(reserved.apiTat() - 12_564, after.apiTat());
    }
  }

  @Test
  void shouldReturnNoShareOfWhatWasReservedBesideIt() {
    Reservation reservation = reservation(CALLS, tat(S), NOW + 5 * S);
    Write write = assertInstanceOf(Write.class, reservation.next(NOW, 1));
    reservation.onWritten(new StepResult(true, tat(S)), NOW, NOW);
    assertInstanceOf(QuotaStep.Append.class, write.step());
    assertEquals(
        0,
        assertInstanceOf(ReservationAction.Granted.class, reservation.next(NOW, 1))
            .permits()
            .getFirst()
            .shareLength());
  }

  @Test
  void shouldLetCallsBeyondTheirShareTakeWhatWouldBeWasted() {
    TargetState spent = tat(100_000).withWaitingAt(NOW).withApiTat(NOW + 2 * S);
    assertEquals(new QuotaStep.Append(NOW - 20_000, NOW + 350_000, INTERVAL), step(CALLS, spent));
    assertInstanceOf(Sleep.class, next(CALLS, spent.withTat(NOW + 100_001)));
    assertInstanceOf(QuotaStep.Restart.class, step(CALLS, spent.withTat(NOW - S)));
  }

  @Test
  void shouldNotTearDownTheQueueOfTheOtherRole() {
    assertInstanceOf(QuotaStep.Wait.class, step(BATCH, tat(5 * S + 2 * S)));
    assertInstanceOf(QuotaStep.Repair.class, step(ALONE, tat(7 * S)));
    assertInstanceOf(QuotaStep.Repair.class, step(BATCH, tat(60 * S)));
  }

  @Test
  void shouldReserveNothingThatStartsLaterThanTheCallMayWait() {
    Reservation inASecond = reservation(CALLS, tat(S / 10), NOW + S);
    QuotaStep step = assertInstanceOf(Write.class, inASecond.next(NOW, 1)).step();
    assertEquals(new QuotaStep.Append(NOW - 20_000, NOW + S, INTERVAL), step);
    Reservation full = reservation(CALLS, tat(S - 1), NOW + S);
    assertInstanceOf(Sleep.class, full.next(NOW, 1), "within the margin");
  }

  @Test
  void shouldRefuseACallThatFindsNoStartInAFifthOfASecond() {
    Reservation reservation = reservation(CALLS, tat(6 * S), NOW + 5 * S);
    long now = NOW;
    ReservationAction action = reservation.next(now, 1);
    while (!(action instanceof GivenUp)) {
      if (action instanceof Sleep(long until)) {
        now = until;
      } else {
        reservation.onRead(
            new QuotaView(Map.of(DUBLIN, tat(6 * S)), OptionalLong.empty()), now, now);
      }
      action = reservation.next(now, 1);
    }
    assertTrue(now <= NOW + 200_000, "after " + (now - NOW));
    NoCapacity none = ((GivenUp) action).noCapacity();
    assertEquals(NoCapacity.Reason.BUSY, none.reason());
    long advice = none.retryAfterMicros(CALLS.reservation().role(), new SplittableRandom(1));
    assertTrue(advice >= 5 * S, () -> "come back after " + advice);
  }

  @Test
  void shouldWaitAndReadAgainWhenTheTableThrottles() {
    QuotaCache cache = new QuotaCache(POOL, ALONE, 10, "me", new SplittableRandom(1));
    Reservation reservation = new Reservation(cache, Set.of(), NOW + 60 * S, NOW);
    reservation.next(NOW, 1);
    reservation.onRead(new QuotaView(Map.of(), OptionalLong.empty()), NOW, NOW);
    assertInstanceOf(Write.class, reservation.next(NOW, 1));
    reservation.onTableThrottled(NOW);
    assertFalse(cache.health().isUnavailable(NOW), "it answers others");
    Sleep sleep = assertInstanceOf(Sleep.class, reservation.next(NOW, 1));
    assertEquals(new Read(GROUP.key()), reservation.next(sleep.until(), 1));
  }

  @Test
  void shouldAppendBehindWhatOthersReservedMeanwhile() {
    Reservation reservation = reservation(CALLS, tat(S / 10), NOW + 5 * S);
    Write write = assertInstanceOf(Write.class, reservation.next(NOW, 1));
    TargetState meanwhile = tat(S);
    reservation.onWritten(
        new StepResult(write.step().applyTo(meanwhile).isPresent(), meanwhile), NOW, NOW);
    ReservationAction.Granted granted =
        assertInstanceOf(ReservationAction.Granted.class, reservation.next(NOW, 1));
    assertEquals(NOW + S, granted.permits().getFirst().startAt());
  }
}
