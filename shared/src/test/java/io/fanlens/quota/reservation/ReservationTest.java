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
import io.fanlens.quota.reservation.ReservationAction.Read;
import io.fanlens.quota.reservation.ReservationAction.Sleep;
import io.fanlens.quota.reservation.ReservationAction.Write;
import io.fanlens.settings.Target;
import java.util.ArrayList;
import java.util.HashMap;
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

  private final QuotaCache cache =
      new QuotaCache(POOL, QuotaRules.DEFAULTS, 10, "me", new SplittableRandom(1));

  private Reservation reservation(Set<Target> excluded) {
    return new Reservation(cache, excluded, NOW + 60 * S, NOW);
  }

  private static QuotaView view(Map<Target, TargetState> states) {
    return new QuotaView(states, OptionalLong.of(NOW / S));
  }

  private static Write readThenWrite(Reservation reservation, Map<Target, TargetState> states) {
    assertEquals(new Read(GROUP), reservation.next(NOW, 10));
    reservation.onRead(view(states), NOW, NOW + 10_000);
    return assertInstanceOf(Write.class, reservation.next(NOW + 10_000, 10));
  }

  private static StepResult apply(Write write, TargetState before) {
    return new StepResult(write.step().applyTo(before).isPresent(), before);
  }

  @Test
  void shouldReserveATenthOfASecondAtAnIdleTargetAndSpreadTheStarts() {
    Reservation reservation = reservation(Set.of(LONDON));
    Write write = readThenWrite(reservation, Map.of());
    assertInstanceOf(QuotaStep.Restart.class, write.step());
    reservation.onWritten(apply(write, TargetState.NEW), NOW + 10_000, NOW + 20_000);
    Granted granted = assertInstanceOf(Granted.class, reservation.next(NOW + 20_000, 10));
    assertEquals(9, granted.permits().size(), "100/s at pace 0.995 are 9 whole permits in 0.1 s");
    assertEquals(NOW + 10_000, granted.permits().get(0).startAt());
    assertEquals(NOW + 10_000 + 10_051, granted.permits().get(1).startAt());
  }

  @Test
  void shouldQueueBehindOthers() {
    TargetState queued = TargetState.NEW.withTat(NOW + S / 2);
    Reservation reservation = reservation(Set.of(LONDON));
    Write write = readThenWrite(reservation, Map.of(DUBLIN, queued));
    assertInstanceOf(QuotaStep.Append.class, write.step());
    reservation.onWritten(apply(write, queued), NOW + 10_000, NOW + 20_000);
    Granted granted = assertInstanceOf(Granted.class, reservation.next(NOW + 20_000, 10));
    assertEquals(NOW + S / 2, granted.permits().getFirst().startAt());
  }

  @Test
  void shouldTakeTheOneThatCanStartSooner() {
    TargetState far = TargetState.NEW.withTat(NOW + S / 2);
    Write write = readThenWrite(reservation(Set.of()), Map.of(DUBLIN, far));
    assertEquals(LONDON, write.target());
  }

  @Test
  void shouldLearnFromAFailedReservationAndRetryThere() {
    Reservation reservation = reservation(Set.of(LONDON));
    Write write = readThenWrite(reservation, Map.of());
    TargetState queued = TargetState.NEW.withTat(NOW + S / 5);
    reservation.onWritten(new StepResult(false, queued), NOW + 10_000, NOW + 20_000);
    Write second = assertInstanceOf(Write.class, reservation.next(NOW + 20_000, 10));
    assertInstanceOf(QuotaStep.Append.class, second.step());
    assertEquals(write.target(), second.target());
  }

  @Test
  void shouldBackOffAndReadAgainAfterTwoFailures() {
    Reservation reservation = reservation(Set.of(LONDON));
    readThenWrite(reservation, Map.of());
    TargetState queued = TargetState.NEW.withTat(NOW + S / 5);
    reservation.onWritten(new StepResult(false, queued), NOW + 10_000, NOW + 20_000);
    reservation.next(NOW + 20_000, 10);
    reservation.onWritten(new StepResult(false, queued), NOW + 20_000, NOW + 30_000);
    Sleep sleep = assertInstanceOf(Sleep.class, reservation.next(NOW + 30_000, 10));
    assertTrue(sleep.until() <= NOW + 130_000);
    assertInstanceOf(Read.class, reservation.next(sleep.until(), 10));
  }

  @Test
  void shouldGiveUpWhenReservationsFailForTooLong() {
    Reservation reservation = reservation(Set.of(LONDON));
    long now = NOW;
    ReservationAction action = reservation.next(now, 10);
    while (!(action instanceof GivenUp)) {
      switch (action) {
        case Read read -> reservation.onRead(view(Map.of()), now, now);
        case Sleep sleep -> now = sleep.until();
        case Write write -> reservation.onWritten(new StepResult(false, TargetState.NEW), now, now);
        default -> throw new AssertionError("unexpected " + action);
      }
      cache.health().compareClocks(now, now, OptionalLong.of(now / S));
      action = reservation.next(now, 10);
    }
    assertTrue(now <= NOW + QuotaRules.DEFAULTS.backoff().patienceMicros());
  }

  @Test
  void shouldNotReserveBeyondTheHorizonAndGiveUpInTheEnd() {
    TargetState full = TargetState.NEW.withTat(NOW + 4 * S);
    Reservation reservation = reservation(Set.of(LONDON));
    long now = NOW;
    ReservationAction action = reservation.next(now, 10);
    while (!(action instanceof GivenUp)) {
      switch (action) {
        case Read read -> {
          TargetState still = full.withTat(now + 4 * S);
          reservation.onRead(view(Map.of(DUBLIN, still)), now, now);
        }
        case Sleep sleep -> now = sleep.until();
        default -> throw new AssertionError("unexpected " + action);
      }
      cache.health().compareClocks(now, now, OptionalLong.of(now / S));
      action = reservation.next(now, 10);
    }
    assertEquals(NoCapacity.Reason.BUSY, ((GivenUp) action).noCapacity().reason());
    assertTrue(now <= NOW + QuotaRules.DEFAULTS.backoff().patienceMicros());
  }

  @Test
  void shouldNotReserveWithASkewedClock() {
    Reservation reservation = reservation(Set.of());
    reservation.next(NOW, 10);
    reservation.onRead(new QuotaView(Map.of(), OptionalLong.of(NOW / S - 3)), NOW, NOW + 10_000);
    GivenUp givenUp = assertInstanceOf(GivenUp.class, reservation.next(NOW + 10_000, 10));
    assertEquals(NoCapacity.Reason.CLOCK_SKEW, givenUp.noCapacity().reason());
  }

  @Test
  void shouldRepairAnImplausibleTimeFirst() {
    TargetState implausible = TargetState.NEW.withTat(NOW + 3600 * S);
    Write write = readThenWrite(reservation(Set.of(LONDON)), Map.of(DUBLIN, implausible));
    assertInstanceOf(QuotaStep.Repair.class, write.step());
  }

  @Test
  void shouldProbeATargetWhoseTimeOutOfUseIsOver() {
    TargetState open = TargetState.NEW.with(BreakerState.open(NOW - S, 2 * S));
    Reservation reservation = reservation(Set.of());
    Write write = readThenWrite(reservation, Map.of(DUBLIN, open));
    assertInstanceOf(QuotaStep.Probe.class, write.step());
    reservation.onWritten(apply(write, open), NOW + 10_000, NOW + 20_000);
    Granted granted = assertInstanceOf(Granted.class, reservation.next(NOW + 20_000, 10));
    assertEquals(1, granted.permits().size());
    Permit permit = granted.permits().getFirst();
    assertTrue(permit.isProbe());
    long lease = QuotaRules.DEFAULTS.breaker().leaseMicros();
    assertEquals(NOW + 10_000 + lease, permit.end(), "good for the lease that was written");
  }

  @Test
  void shouldReportThatAllTargetsAreDenied() {
    long first = QuotaRules.DEFAULTS.breaker().deniedMicros();
    TargetState denied = TargetState.NEW.with(BreakerState.open(NOW + first, first));
    Reservation reservation = reservation(Set.of());
    reservation.next(NOW, 10);
    reservation.onRead(view(Map.of(DUBLIN, denied, LONDON, denied)), NOW, NOW + 10_000);
    GivenUp givenUp = assertInstanceOf(GivenUp.class, reservation.next(NOW + 10_000, 10));
    assertEquals(NoCapacity.Reason.ALL_DENIED, givenUp.noCapacity().reason());
  }

  @Test
  void shouldPaceItselfWhileTheTableIsUnavailable() {
    Reservation reservation = reservation(Set.of(LONDON));
    reservation.next(NOW, 10);
    reservation.onTableUnavailable(NOW + S / 2);
    Granted first = assertInstanceOf(Granted.class, reservation.next(NOW + S / 2, 10));
    Reservation next = reservation(Set.of(LONDON));
    Granted second = assertInstanceOf(Granted.class, next.next(NOW + S / 2, 10));
    long apart = second.permits().getFirst().startAt() - first.permits().getFirst().startAt();
    assertEquals(200_000, apart, "half of 100 a second over 10 processes is 5 a second");
  }

  @Test
  void shouldReserveAheadWhenTheTableIsSlow() {
    Reservation reservation = reservation(Set.of(LONDON));
    reservation.next(NOW, 10);
    reservation.onRead(view(Map.of()), NOW, NOW + 400_000);
    Write write = assertInstanceOf(Write.class, reservation.next(NOW + 400_000, 10));
    QuotaStep.Restart restart = assertInstanceOf(QuotaStep.Restart.class, write.step());
    assertEquals(NOW + 400_000 + 350_000, restart.base());
  }

  @Test
  void shouldUseAFreshReadOfOthersAndReadAnOldOneAgain() {
    cache.learn(GROUP, view(Map.of()), NOW - 250_000);
    assertInstanceOf(Write.class, reservation(Set.of()).next(NOW, 1));
    cache.learn(GROUP, view(Map.of()), NOW - 250_001);
    assertInstanceOf(Read.class, reservation(Set.of()).next(NOW, 1));
  }

  @Test
  void shouldReadAgainBeforeItBacksOffFromAReadThatWasNotMadeForIt() {
    TargetState full = TargetState.NEW.withTat(NOW + 3 * S);
    cache.learn(GROUP, view(Map.of(DUBLIN, full, LONDON, full)), NOW - 1);
    Reservation reservation = reservation(Set.of());
    assertEquals(new Read(GROUP), reservation.next(NOW, 1));
    reservation.onRead(view(Map.of(DUBLIN, full, LONDON, full)), NOW, NOW);
    assertInstanceOf(Sleep.class, reservation.next(NOW, 1));
  }

  @Test
  void shouldStayAtItsEnd() {
    Reservation reservation = new Reservation(cache, Set.of(), NOW + S, NOW);
    reservation.next(NOW + S + 1, 1);
    assertInstanceOf(GivenUp.class, reservation.next(NOW, 1));
  }

  @Test
  void shouldReserveUpToTheDeadlineItself() {
    Reservation reservation = new Reservation(cache, Set.of(), NOW + S, NOW);
    assertInstanceOf(Read.class, reservation.next(NOW + S, 1));
  }

  @Test
  void shouldDoubleTheLongestWaitWithEachRound() {
    QuotaCache longest =
        new QuotaCache(POOL, QuotaRules.DEFAULTS, 10, "me", () -> Long.MAX_VALUE >>> 1);
    TargetState full = TargetState.NEW.withTat(NOW + 4 * S);
    Reservation reservation = new Reservation(longest, Set.of(), NOW + 60 * S, NOW);
    long now = NOW;
    for (int i = 0; i < 4; i++) {
      assertInstanceOf(Read.class, reservation.next(now, 1));
      reservation.onRead(
          new QuotaView(Map.of(DUBLIN, full, LONDON, full), OptionalLong.of(now / S)), now, now);
      Sleep sleep = assertInstanceOf(Sleep.class, reservation.next(now, 1));
      assertTrue(sleep.until() - now <= 100_000L << i, "round " + i);
      assertEquals(sleep, reservation.next(sleep.until() - 1, 1));
      now = sleep.until();
    }
  }

  @Test
  void shouldGiveUpAtOnceWhenNoWaitCouldHelp() {
    TargetState full = TargetState.NEW.withTat(NOW + 4 * S);
    QuotaCache sleepy =
        new QuotaCache(POOL, QuotaRules.DEFAULTS, 10, "me", new SplittableRandom(1));
    Reservation reservation = new Reservation(sleepy, Set.of(), NOW, NOW);
    reservation.next(NOW, 1);
    reservation.onRead(view(Map.of(DUBLIN, full, LONDON, full)), NOW, NOW);
    GivenUp givenUp = assertInstanceOf(GivenUp.class, reservation.next(NOW, 1));
    assertEquals(new NoCapacity(NoCapacity.Reason.BUSY, 4 * S), givenUp.noCapacity());
  }

  @Test
  void shouldNotUseAnOpenTargetNorATriedOneWhileTheTableIsUnavailable() {
    BreakerState out = BreakerState.open(NOW + S, 2 * S);
    cache.learn(GROUP, view(Map.of(DUBLIN, TargetState.NEW.with(out))), NOW - S);
    cache.health().failed(NOW);
    Granted granted = assertInstanceOf(Granted.class, reservation(Set.of()).next(NOW, 10));
    Permit permit = granted.permits().getFirst();
    assertEquals(LONDON, permit.target());
    assertEquals(800_000, permit.length(), "half of 25 a second over 10 processes");
    GivenUp none = assertInstanceOf(GivenUp.class, reservation(Set.of(LONDON)).next(NOW, 10));
    assertEquals(NoCapacity.Reason.ALL_TRIED, none.noCapacity().reason());
    cache.health().failed(NOW + S);
    assertInstanceOf(Granted.class, reservation(Set.of(LONDON)).next(NOW + S, 10), "open no more");
  }

  @Test
  void shouldTakeTheTargetThatIsFreeFirstWhileTheTableIsUnavailable() {
    cache.health().failed(NOW);
    List<Long> starts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Granted granted = assertInstanceOf(Granted.class, reservation(Set.of()).next(NOW, 10));
      starts.add(granted.permits().getFirst().startAt());
    }
    assertEquals(starts.stream().sorted().toList(), starts);
  }

  @Test
  void shouldWaitInTheQueueWhenItsOwnPaceIsUsedUp() {
    cache.health().failed(NOW);
    ReservationAction action = reservation(Set.of(LONDON)).next(NOW, 10);
    long last = 0;
    while (action instanceof Granted granted) {
      last = granted.permits().getFirst().startAt();
      action = reservation(Set.of(LONDON)).next(NOW, 10);
    }
    GivenUp none = assertInstanceOf(GivenUp.class, action);
    assertTrue(last <= NOW + 5 * S, "within its patience");
    assertEquals(new NoCapacity(NoCapacity.Reason.BUSY, last + 200_000 - NOW), none.noCapacity());
  }

  @Test
  void shouldNotReservePastTheDeadline() {
    Reservation reservation = new Reservation(cache, Set.of(), NOW + S, NOW);
    GivenUp givenUp = assertInstanceOf(GivenUp.class, reservation.next(NOW + S + 1, 1));
    assertEquals(NoCapacity.Reason.NO_TIME, givenUp.noCapacity().reason());
  }

  @Test
  void shouldAppendToAQueueThatEndedUpToTwentyMillisAgoAndRestartAnOlderOne() {
    cache.learn(GROUP, view(Map.of(DUBLIN, TargetState.NEW.withTat(NOW - 20_000))), NOW);
    assertEquals(
        new Write(GROUP, DUBLIN, new QuotaStep.Append(NOW - 20_000, NOW + S, 10_051), 1),
        reservation(Set.of(LONDON)).next(NOW, 1));
    cache.learn(GROUP, view(Map.of(DUBLIN, TargetState.NEW.withTat(NOW - 20_001))), NOW);
    assertEquals(
        new Write(GROUP, DUBLIN, new QuotaStep.Restart(NOW - 20_000, NOW, 10_051), 1),
        reservation(Set.of(LONDON)).next(NOW, 1));
  }

  @Test
  void shouldReserveAheadAfterASlowWrite() {
    Reservation reservation = reservation(Set.of(LONDON));
    readThenWrite(reservation, Map.of());
    long now = NOW + 410_000;
    reservation.onWritten(
        new StepResult(false, TargetState.NEW.withTat(NOW + S)), NOW + 10_000, now);
    Write write = assertInstanceOf(Write.class, reservation.next(now, 1));
    assertEquals(new QuotaStep.Append(now + 330_000, now + 350_000 + S, 10_051), write.step());
  }

  @Test
  void shouldSendTheProbeToTheTargetThatItWasElectedFor() {
    TargetState open = TargetState.NEW.with(BreakerState.open(NOW - S, 2 * S));
    Reservation reservation = reservation(Set.of());
    Write write = readThenWrite(reservation, Map.of(LONDON, open));
    assertEquals(LONDON, write.target());
    reservation.onWritten(apply(write, open), NOW + 10_000, NOW + 20_000);
    Granted granted = assertInstanceOf(Granted.class, reservation.next(NOW + 20_000, 10));
    assertEquals(LONDON, granted.permits().getFirst().target());
    assertEquals("me", granted.permits().getFirst().probeOwner());
  }

  @Test
  void shouldReadNothingWhenAllTargetsWereTried() {
    assertEquals(
        new GivenUp(new NoCapacity(NoCapacity.Reason.ALL_TRIED, 0)),
        reservation(Set.of(DUBLIN, LONDON)).next(NOW, 10));
  }

  @Test
  void shouldReadTheGroupsThatHaveATargetLeftByTheirWeight() {
    Target other = new Target("other", "eu-west-1");
    Target third = new Target("third", "eu-west-1");
    QuotaPool pool =
        QuotaPool.of(
            "DetectFaces",
            List.of(
                new TargetQuota(DUBLIN, 100, 1_000),
                new TargetQuota(other, 100, 40),
                new TargetQuota(third, 100, 10)));
    QuotaCache several =
        new QuotaCache(pool, QuotaRules.DEFAULTS, 10, "me", new SplittableRandom(1));
    Map<ReservationAction, Integer> reads = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      Reservation reservation = new Reservation(several, Set.of(DUBLIN), NOW + S, NOW);
      reads.merge(reservation.next(NOW, 1), 1, Integer::sum);
    }
    assertEquals(
        Set.of(new Read("DetectFaces#other"), new Read("DetectFaces#third")), reads.keySet());
    assertEquals(800, reads.get(new Read("DetectFaces#other")), 50);
  }
}
