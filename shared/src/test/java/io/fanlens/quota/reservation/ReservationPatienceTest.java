package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.fanlens.quota.BackoffRules;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.quota.reservation.ReservationAction.GivenUp;
import io.fanlens.quota.reservation.ReservationAction.Read;
import io.fanlens.quota.reservation.ReservationAction.Sleep;
import io.fanlens.quota.reservation.ReservationAction.Write;
import io.fanlens.settings.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long a reservation waits and tries; every random wait is the longest possible here. */
final class ReservationPatienceTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;
  private static final Target DUBLIN = Target.home("eu-west-1");
  private static final QuotaPool POOL =
      QuotaPool.of("DetectFaces", List.of(new TargetQuota(DUBLIN, 100, 100)));
  private static final Read READ = new Read(POOL.groups().getFirst().key());

  private static Reservation reservation(QuotaRules rules, long latestStart) {
    QuotaCache cache = new QuotaCache(POOL, rules, 10, "me", new LargestRandom());
    return new Reservation(cache, Set.of(), latestStart, NOW);
  }

  private static Reservation reservation(long latestStart) {
    return reservation(QuotaRules.DEFAULTS, latestStart);
  }

  /** Reads that the target is reserved for the next four seconds. */
  private static void readFull(Reservation reservation, long now) {
    assertEquals(READ, reservation.next(now, 1));
    TargetState full = TargetState.NEW.withTat(now + 4 * S);
    reservation.onRead(new QuotaView(Map.of(DUBLIN, full), OptionalLong.empty()), now, now);
  }

  /** Fails twice because of others who reserved first. */
  private static void failTwice(Reservation reservation, long now) {
    assertEquals(READ, reservation.next(now, 1));
    reservation.onRead(new QuotaView(Map.of(), OptionalLong.empty()), now, now);
    for (int i = 0; i < 2; i++) {
      assertInstanceOf(Write.class, reservation.next(now, 1));
      reservation.onWritten(new StepResult(false, TargetState.NEW), now, now);
    }
  }

  private static GivenUp busy(long retryAfter) {
    return new GivenUp(new NoCapacity(NoCapacity.Reason.BUSY, retryAfter));
  }

  @Test
  void shouldWaitTwiceAsLongWithEachRoundUpToTwoSeconds() {
    QuotaRules rules = QuotaRules.DEFAULTS;
    QuotaRules patient =
        new QuotaRules(
            rules.reservation(),
            new BackoffRules(60 * S, 100_000, 2 * S),
            rules.rate(),
            rules.breaker(),
            rules.table());
    Reservation reservation = reservation(patient, NOW + 60 * S);
    List<Long> waits = new ArrayList<>();
    long now = NOW;
    for (int round = 0; round < 7; round++) {
      readFull(reservation, now);
      Sleep sleep = assertInstanceOf(Sleep.class, reservation.next(now, 1));
      waits.add(sleep.until() - now);
      now = sleep.until();
    }
    assertEquals(List.of(100_000L, 200_000L, 400_000L, 800_000L, 1_600_000L, 2 * S, 2 * S), waits);
  }

  @Test
  void shouldTryOnceHoweverLongTheMessageHasWaited() {
    assertEquals(READ, reservation(NOW + 60 * S).next(NOW + 5 * S + 1, 1));
  }

  @Test
  void shouldTryAgainUntilItsPatienceEnds() {
    Reservation reservation = reservation(NOW + 60 * S);
    failTwice(reservation, NOW + 5 * S - 100_000);
    assertEquals(new Sleep(NOW + 5 * S), reservation.next(NOW + 5 * S - 100_000, 1));
    assertEquals(READ, reservation.next(NOW + 5 * S, 1));
  }

  @Test
  void shouldNotWaitBeyondItsPatienceForTheNextTry() {
    Reservation reservation = reservation(NOW + 60 * S);
    failTwice(reservation, NOW + 5 * S - 99_999);
    assertEquals(busy(0), reservation.next(NOW + 5 * S - 99_999, 1));
  }

  @Test
  void shouldWaitForRoomUntilTheDeadlineItselfAndNotBeyond() {
    Reservation reservation = reservation(NOW + 100_000);
    readFull(reservation, NOW);
    assertEquals(new Sleep(NOW + 100_000), reservation.next(NOW, 1));
    Reservation shorter = reservation(NOW + 99_999);
    readFull(shorter, NOW);
    assertEquals(busy(4 * S), shorter.next(NOW, 1));
  }

  @Test
  void shouldWaitForRoomUntilItsPatienceEndsAndNotBeyond() {
    Reservation reservation = reservation(NOW + 60 * S);
    readFull(reservation, NOW + 5 * S - 100_000);
    assertEquals(new Sleep(NOW + 5 * S), reservation.next(NOW + 5 * S - 100_000, 1));
    Reservation shorter = reservation(NOW + 60 * S);
    readFull(shorter, NOW + 5 * S - 99_999);
    assertEquals(busy(4 * S), shorter.next(NOW + 5 * S - 99_999, 1));
  }
}
