package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.BreakerState;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.quota.reservation.ReservationAction.GivenUp;
import io.fanlens.quota.reservation.ReservationAction.Granted;
import io.fanlens.quota.reservation.ReservationAction.Look;
import io.fanlens.quota.reservation.ReservationAction.Sleep;
import io.fanlens.quota.reservation.ReservationAction.Write;
import io.fanlens.settings.Target;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ReservationTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;
  private static final Target DUBLIN = Target.home("eu-west-1");
  private static final Target LONDON = Target.home("eu-west-2");
  private static final QuotaPool POOL =
      QuotaPool.of(
          "DetectFaces",
          List.of(new TargetQuota(DUBLIN, 100, 100), new TargetQuota(LONDON, 25, 25)));
  private static final String GROUP = POOL.groups().getFirst().key();

  private final QuotaCache knowledge =
      new QuotaCache(POOL, QuotaRules.DEFAULTS, 10, "me", new SplittableRandom(1));

  private Reservation booking(Set<Target> excluded) {
    return new Reservation(knowledge, excluded, NOW + 60 * S, NOW);
  }

  private static QuotaView view(Map<Target, TargetState> states) {
    return new QuotaView(states, OptionalLong.of(NOW / S));
  }

  private static Write lookThenWrite(Reservation booking, Map<Target, TargetState> states) {
    assertEquals(new Look(GROUP), booking.next(NOW, 10));
    booking.looked(view(states), NOW, NOW + 10_000);
    return assertInstanceOf(Write.class, booking.next(NOW + 10_000, 10));
  }

  private static StepResult apply(Write write, TargetState before) {
    return new StepResult(write.step().applyTo(before).isPresent(), before);
  }

  @Test
  void shouldBookATenthOfASecondAtAnIdleTargetAndSpreadTheStarts() {
    Reservation booking = booking(Set.of(LONDON));
    Write write = lookThenWrite(booking, Map.of());
    assertInstanceOf(QuotaStep.Restart.class, write.step());
    booking.wrote(apply(write, TargetState.NEW), NOW + 10_000, NOW + 20_000);
    Granted granted = assertInstanceOf(Granted.class, booking.next(NOW + 20_000, 10));
    assertEquals(9, granted.permits().size(), "100/s at pace 0.995 are 9 whole permits in 0.1 s");
    assertEquals(NOW + 10_000, granted.permits().get(0).startAt());
    assertEquals(NOW + 10_000 + 10_051, granted.permits().get(1).startAt());
  }

  @Test
  void shouldQueueBehindOthers() {
    TargetState queued = TargetState.NEW.withTat(NOW + S / 2);
    Reservation booking = booking(Set.of(LONDON));
    Write write = lookThenWrite(booking, Map.of(DUBLIN, queued));
    assertInstanceOf(QuotaStep.Append.class, write.step());
    booking.wrote(apply(write, queued), NOW + 10_000, NOW + 20_000);
    Granted granted = assertInstanceOf(Granted.class, booking.next(NOW + 20_000, 10));
    assertEquals(NOW + S / 2, granted.permits().getFirst().startAt());
    assertTrue(granted.permits().getFirst().underLoad());
  }

  @Test
  void shouldTakeTheOneThatCanStartSooner() {
    TargetState far = TargetState.NEW.withTat(NOW + S / 2);
    Write write = lookThenWrite(booking(Set.of()), Map.of(DUBLIN, far));
    assertEquals(LONDON, write.target());
  }

  @Test
  void shouldLearnFromAFailedBookingAndTryThereAgain() {
    Reservation booking = booking(Set.of(LONDON));
    Write write = lookThenWrite(booking, Map.of());
    TargetState queued = TargetState.NEW.withTat(NOW + S / 5);
    booking.wrote(new StepResult(false, queued), NOW + 10_000, NOW + 20_000);
    Write second = assertInstanceOf(Write.class, booking.next(NOW + 20_000, 10));
    assertInstanceOf(QuotaStep.Append.class, second.step());
    assertEquals(write.target(), second.target());
  }

  @Test
  void shouldWaitAndLookAgainAfterTwoFailures() {
    Reservation booking = booking(Set.of(LONDON));
    lookThenWrite(booking, Map.of());
    TargetState queued = TargetState.NEW.withTat(NOW + S / 5);
    booking.wrote(new StepResult(false, queued), NOW + 10_000, NOW + 20_000);
    booking.next(NOW + 20_000, 10);
    booking.wrote(new StepResult(false, queued), NOW + 20_000, NOW + 30_000);
    Sleep sleep = assertInstanceOf(Sleep.class, booking.next(NOW + 30_000, 10));
    assertTrue(sleep.until() <= NOW + 130_000);
    assertInstanceOf(Look.class, booking.next(sleep.until(), 10));
  }

  @Test
  void shouldGiveUpWhenBookingsFailForTooLong() {
    Reservation booking = booking(Set.of(LONDON));
    long now = NOW;
    ReservationAction action = booking.next(now, 10);
    while (!(action instanceof GivenUp)) {
      switch (action) {
        case Look look -> booking.looked(view(Map.of()), now, now);
        case Sleep sleep -> now = sleep.until();
        case Write write -> booking.wrote(new StepResult(false, TargetState.NEW), now, now);
        default -> throw new AssertionError("unexpected " + action);
      }
      knowledge.health().compareClocks(now, now, OptionalLong.of(now / S));
      action = booking.next(now, 10);
    }
    assertTrue(now <= NOW + QuotaRules.DEFAULTS.backoff().patienceMicros());
  }

  @Test
  void shouldNotBookBeyondTheHorizonAndGiveUpInTheEnd() {
    TargetState full = TargetState.NEW.withTat(NOW + 4 * S);
    Reservation booking = booking(Set.of(LONDON));
    long now = NOW;
    ReservationAction action = booking.next(now, 10);
    while (!(action instanceof GivenUp)) {
      switch (action) {
        case Look look -> {
          TargetState still = full.withTat(now + 4 * S);
          booking.looked(view(Map.of(DUBLIN, still)), now, now);
        }
        case Sleep sleep -> now = sleep.until();
        default -> throw new AssertionError("unexpected " + action);
      }
      knowledge.health().compareClocks(now, now, OptionalLong.of(now / S));
      action = booking.next(now, 10);
    }
    assertEquals(NoCapacity.Reason.BUSY, ((GivenUp) action).noCapacity().reason());
    assertTrue(now <= NOW + QuotaRules.DEFAULTS.backoff().patienceMicros());
  }

  @Test
  void shouldNotBookWithAClockThatIsOff() {
    Reservation booking = booking(Set.of());
    booking.next(NOW, 10);
    booking.looked(new QuotaView(Map.of(), OptionalLong.of(NOW / S - 3)), NOW, NOW + 10_000);
    GivenUp givenUp = assertInstanceOf(GivenUp.class, booking.next(NOW + 10_000, 10));
    assertEquals(NoCapacity.Reason.CLOCK_OFF, givenUp.noCapacity().reason());
  }

  @Test
  void shouldRepairAnAbsurdTimeFirst() {
    TargetState absurd = TargetState.NEW.withTat(NOW + 3600 * S);
    Write write = lookThenWrite(booking(Set.of(LONDON)), Map.of(DUBLIN, absurd));
    assertInstanceOf(QuotaStep.Repair.class, write.step());
  }

  @Test
  void shouldProbeATargetWhoseTimeOutOfUseIsOver() {
    TargetState open = TargetState.NEW.with(BreakerState.open(NOW - S, 2 * S));
    Reservation booking = booking(Set.of());
    Write write = lookThenWrite(booking, Map.of(DUBLIN, open));
    assertInstanceOf(QuotaStep.Probe.class, write.step());
    booking.wrote(apply(write, open), NOW + 10_000, NOW + 20_000);
    Granted granted = assertInstanceOf(Granted.class, booking.next(NOW + 20_000, 10));
    assertEquals(1, granted.permits().size());
    assertTrue(granted.permits().getFirst().isProbe());
  }

  @Test
  void shouldSayWhenAllTargetsAreDenied() {
    long tenMinutes = QuotaRules.DEFAULTS.breaker().deniedMicros();
    TargetState denied = TargetState.NEW.with(BreakerState.open(NOW + tenMinutes, tenMinutes));
    Reservation booking = booking(Set.of());
    booking.next(NOW, 10);
    booking.looked(view(Map.of(DUBLIN, denied, LONDON, denied)), NOW, NOW + 10_000);
    GivenUp givenUp = assertInstanceOf(GivenUp.class, booking.next(NOW + 10_000, 10));
    assertEquals(NoCapacity.Reason.ALL_DENIED, givenUp.noCapacity().reason());
  }

  @Test
  void shouldPaceItselfWhileTheTableIsAway() {
    Reservation booking = booking(Set.of(LONDON));
    booking.next(NOW, 10);
    booking.tableAway(NOW + S / 2);
    Granted first = assertInstanceOf(Granted.class, booking.next(NOW + S / 2, 10));
    Reservation next = booking(Set.of(LONDON));
    Granted second = assertInstanceOf(Granted.class, next.next(NOW + S / 2, 10));
    long apart = second.permits().getFirst().startAt() - first.permits().getFirst().startAt();
    assertEquals(200_000, apart, "half of 100 a second over 10 processes is 5 a second");
  }

  @Test
  void shouldBookAheadWhenTheTableIsSlow() {
    Reservation booking = booking(Set.of(LONDON));
    booking.next(NOW, 10);
    booking.looked(view(Map.of()), NOW, NOW + 400_000);
    Write write = assertInstanceOf(Write.class, booking.next(NOW + 400_000, 10));
    QuotaStep.Restart restart = assertInstanceOf(QuotaStep.Restart.class, write.step());
    assertEquals(NOW + 400_000 + 350_000, restart.base());
  }

  @Test
  void shouldNotBookPastTheDeadline() {
    Reservation booking = new Reservation(knowledge, Set.of(), NOW + S, NOW);
    GivenUp givenUp = assertInstanceOf(GivenUp.class, booking.next(NOW + S + 1, 1));
    assertEquals(NoCapacity.Reason.NO_TIME, givenUp.noCapacity().reason());
  }
}
