package io.fanlens.quota.reservation;

import static io.fanlens.quota.reservation.CallRush.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call whose writes fail because others were quicker is not refused: there is room. */
final class LostRacesTest {

  private static final long S = 1_000_000;
  private static final long PATIENCE = 200_000;
  private static final Target DUBLIN = Target.home("eu-west-1");
  private static final Target LONDON = Target.home("eu-west-2");
  private static final Target ELSEWHERE = new Target("second", "eu-west-1");
  private static final QuotaPool ONE = pool(DUBLIN);
  private static final QuotaPool TWO = pool(DUBLIN, LONDON);
  private static final QuotaRules CALLS = QuotaRules.calls(Duration.ofSeconds(5), 1);
  private static final Read READ = new Read(ONE.groups().getFirst().key());

  private static QuotaPool pool(Target... targets) {
    return QuotaPool.of(
        "DetectFaces",
        List.of(targets).stream().map(target -> new TargetQuota(target, 50, 50)).toList());
  }

  private static TargetState tat(long ahead) {
    return TargetState.NEW.withTat(NOW + ahead);
  }

  private static Reservation reservation(long latestStart) {
    QuotaCache cache = new QuotaCache(ONE, CALLS, 10, "me", new SplittableRandom(1));
    return new Reservation(cache, Set.of(), latestStart, NOW);
  }

  private static void read(Reservation reservation, TargetState state, long now) {
    assertEquals(READ, reservation.next(now, 1));
    reservation.onRead(new QuotaView(Map.of(DUBLIN, state), OptionalLong.empty()), now, now);
  }

  /** Someone else was quicker at each write until that time; then nobody is any more. */
  private static ReservationAction lose(Reservation reservation, long until, TargetState item) {
    long now = NOW;
    ReservationAction action = reservation.next(now, 1);
    while (now <= until && !(action instanceof GivenUp)) {
      switch (action) {
        case Sleep(long wake) -> now = wake;
        case Read read ->
            reservation.onRead(
                new QuotaView(Map.of(DUBLIN, TargetState.NEW), OptionalLong.empty()), now, now);
        case Write write -> {
          now += 10_000;
          reservation.onWritten(new StepResult(false, item), now - 10_000, now);
        }
        default -> throw new AssertionError("unexpected " + action);
      }
      action = reservation.next(now, 1);
    }
    return action;
  }

  @Test
  void shouldNotRefuseACallThatLosesRacesWhileThereIsRoom() {
    ReservationAction action = lose(reservation(NOW + 5 * S), NOW + 3 * S, tat(0));
    assertTrue(action instanceof Sleep || action instanceof Read, () -> "after 3 s: " + action);
  }

  @Test
  void shouldTryUntilTheLastMomentOfAShortWait() {
    Reservation reservation = reservation(NOW + 300_000);
    ReservationAction action = lose(reservation, NOW + 300_000, tat(0));
    GivenUp none = assertInstanceOf(GivenUp.class, action);
    assertEquals(NoCapacity.Reason.NO_TIME, none.noCapacity().reason());
  }

  @Test
  void shouldRefuseACallOnceALostWriteShowsThatAllIsFull() {
    Reservation reservation = reservation(NOW + 5 * S);
    read(reservation, tat(S), NOW);
    long now = NOW;
    ReservationAction action = reservation.next(now, 1);
    while (!(action instanceof GivenUp)) {
      switch (action) {
        case Sleep(long wake) -> now = wake;
        case Read read ->
            reservation.onRead(
                new QuotaView(Map.of(DUBLIN, tat(6 * S)), OptionalLong.empty()), now, now);
        case Write write -> reservation.onWritten(new StepResult(false, tat(6 * S)), now, now);
        default -> throw new AssertionError("unexpected " + action);
      }
      action = reservation.next(now, 1);
    }
    assertTrue(now <= NOW + PATIENCE, "after " + (now - NOW));
  }

  @Test
  void shouldAppendToTheTimeOfWhoeverRestartedTheTargetFirstEvenIfItIsJustOver() {
    Reservation reservation = reservation(NOW + 5 * S);
    read(reservation, TargetState.NEW, NOW);
    assertInstanceOf(
        QuotaStep.Restart.class, assertInstanceOf(Write.class, reservation.next(NOW, 1)).step());
    reservation.onWritten(new StepResult(false, tat(20_100)), NOW, NOW + 45_000);

    Write second = assertInstanceOf(Write.class, reservation.next(NOW + 70_100, 1));
    assertEquals(
        new QuotaStep.Append(NOW + 20_100, NOW + 5 * S, 20_101), second.step(), "50 ms ago");
  }

  @Test
  void shouldRestartATargetWhoseTimeIsOverForLonger() {
    Reservation reservation = reservation(NOW + 5 * S);
    read(reservation, TargetState.NEW, NOW);
    reservation.next(NOW, 1);
    reservation.onWritten(new StepResult(false, tat(20_100)), NOW, NOW + 45_000);

    Write second = assertInstanceOf(Write.class, reservation.next(NOW + 70_101, 1));
    assertEquals(new QuotaStep.Restart(NOW + 20_101, NOW + 70_101, 20_101), second.step());
  }

  @Test
  void shouldStillTrustAReadForNoLongerThanBefore() {
    Reservation reservation = reservation(NOW + 5 * S);
    read(reservation, tat(-20_001), NOW);
    Write first = assertInstanceOf(Write.class, reservation.next(NOW, 1));
    assertInstanceOf(QuotaStep.Restart.class, first.step());
  }

  @Test
  void shouldNotGoOnForLongAtATableThatThrottles() {
    Reservation reservation = reservation(NOW + 5 * S);
    long now = NOW;
    ReservationAction action = reservation.next(now, 1);
    while (!(action instanceof GivenUp)) {
      if (action instanceof Sleep(long wake)) {
        now = wake;
      } else {
        reservation.onTableThrottled(now);
      }
      action = reservation.next(now, 1);
    }
    assertTrue(now <= NOW + PATIENCE, "after " + (now - NOW));
  }

  @ParameterizedTest(name = "{0} calls in the same instant, table {1} ms")
  @CsvSource({"20, 10", "135, 10", "135, 40", "135, 60", "135, 100", "60, 200"})
  void shouldServeAllThatComeInTheSameInstant(int calls, long latencyMillis) {
    for (long seed = 1; seed <= 5; seed++) {
      CallRush rush = new CallRush(TWO, CALLS, 5 * S, latencyMillis * 1_000, seed).run(calls);
      assertEquals(0, rush.refusals().size(), "refused");
      assertEquals(calls, rush.starts().size());
    }
  }

  @Test
  void shouldRefuseOnlyWhereTheTableProvesThatAllIsFull() {
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    for (int round = 0; round < 100; round++) {
      long wait = random.nextLong(S, 5 * S);
      CallRush rush =
          new CallRush(TWO, CALLS, wait, random.nextLong(5_000, 120_000), round)
              .with(DUBLIN, tat(random.nextLong(-S, 6 * S)))
              .with(LONDON, tat(random.nextLong(-S, 6 * S)))
              .run(random.nextInt(1, 200));
      for (CallRush.Refusal refusal : rush.refusals()) {
        refused++;
        long least =
            refusal.table().values().stream().mapToLong(TargetState::tat).min().orElseThrow();
        assertTrue(
            least > NOW + wait - 750_000,
            () -> "round with a wait of %d: %s".formatted(wait, refusal));
      }
    }
    assertTrue(refused > 300, "refused " + refused);
  }

  @Test
  void shouldRefuseQuicklyAndWithoutWritesWhereAllIsFull() {
    for (long seed = 1; seed <= 5; seed++) {
      CallRush rush =
          new CallRush(TWO, CALLS, 5 * S, 10_000, seed)
              .with(DUBLIN, tat(6 * S))
              .with(LONDON, tat(6 * S))
              .run(100);
      assertEquals(100, rush.refusals().size());
      assertEquals(0, rush.writes());
      assertTrue(rush.reads() <= 400, () -> "reads " + rush.reads());
      long last = rush.refusals().stream().mapToLong(CallRush.Refusal::at).max().orElseThrow();
      assertTrue(last <= NOW + PATIENCE + 15_000, () -> "after " + (last - NOW));
    }
  }

  @Test
  void shouldLookAtEveryAccountBeforeItRefuses() {
    QuotaPool accounts = pool(DUBLIN, ELSEWHERE, new Target("third", "eu-west-1"));
    for (long seed = 1; seed <= 50; seed++) {
      CallRush rush =
          new CallRush(accounts, CALLS, 5 * S, 10_000, seed)
              .with(DUBLIN, tat(6 * S))
              .with(ELSEWHERE, tat(6 * S))
              .run(1);
      assertEquals(0, rush.refusals().size(), "the third has room");
    }
  }

  @Test
  void shouldReadEachAccountOnceWhereAllAreFullAndThenRefuseAsSoonAsEver() {
    QuotaPool accounts = pool(DUBLIN, ELSEWHERE, new Target("third", "eu-west-1"));
    for (long seed = 1; seed <= 5; seed++) {
      CallRush rush = new CallRush(accounts, CALLS, 5 * S, 10_000, seed);
      accounts
          .groups()
          .forEach(group -> rush.with(group.targets().getFirst().target(), tat(6 * S)));
      rush.run(100);
      assertEquals(100, rush.refusals().size());
      assertEquals(0, rush.writes());
      assertTrue(rush.reads() <= 600, () -> "reads " + rush.reads());
      long last = rush.refusals().stream().mapToLong(CallRush.Refusal::at).max().orElseThrow();
      assertTrue(last <= NOW + PATIENCE + 15_000, () -> "after " + (last - NOW));
    }
  }

  @ParameterizedTest(name = "a wait of {0} ms, the queue is {1} ms long")
  @CsvSource({"200, 0", "200, 90", "500, 200", "1000, 450"})
  void shouldFindRoomHoweverShortTheWait(long waitMillis, long aheadMillis) {
    for (long seed = 1; seed <= 50; seed++) {
      CallRush rush =
          new CallRush(ONE, CALLS, waitMillis * 1_000, 10_000, seed)
              .with(DUBLIN, tat(aheadMillis * 1_000))
              .run(1);
      assertEquals(1, rush.starts().size());
      assertTrue(rush.starts().getFirst() <= NOW + waitMillis * 1_000);
    }
  }
}
