package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.reservation.ReservationAction.GivenUp;
import io.fanlens.quota.reservation.ReservationAction.Granted;
import io.fanlens.settings.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reservations while the table is unavailable; every random wait is the shortest possible. */
final class LocalReservationTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;
  private static final TargetQuota DUBLIN = new TargetQuota(Target.home("eu-west-1"), 100, 100);
  private static final TargetQuota LONDON = new TargetQuota(Target.home("eu-west-2"), 25, 25);

  /** Half of 100 a second over ten processes. */
  private static final long INTERVAL = 200_000;

  private static QuotaCache withoutTable(TargetQuota... targets) {
    QuotaPool pool = QuotaPool.of("DetectFaces", List.of(targets));
    QuotaCache cache = new QuotaCache(pool, QuotaRules.DEFAULTS, 10, "me", () -> 0L);
    cache.health().failed(NOW);
    return cache;
  }

  private static Permit granted(QuotaCache cache, long latestStart) {
    Reservation reservation = new Reservation(cache, Set.of(), latestStart, NOW);
    Granted granted = assertInstanceOf(Granted.class, reservation.next(NOW, 10));
    assertEquals(1, granted.permits().size());
    return granted.permits().getFirst();
  }

  private static NoCapacity refused(QuotaCache cache, long latestStart) {
    Reservation reservation = new Reservation(cache, Set.of(), latestStart, NOW);
    return assertInstanceOf(GivenUp.class, reservation.next(NOW, 10)).noCapacity();
  }

  @Test
  void shouldUseEachTargetAtHalfOfItsShareTheFirstNamedOfThoseThatAreFree() {
    QuotaCache cache = withoutTable(DUBLIN, LONDON);
    List<String> starts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Permit permit = granted(cache, NOW + 60 * S);
      starts.add(permit.target().region() + " " + (permit.startAt() - NOW) / 1_000);
    }
    assertEquals(
        List.of(
            "eu-west-1 0",
            "eu-west-2 0",
            "eu-west-1 200",
            "eu-west-1 400",
            "eu-west-1 600",
            "eu-west-1 800",
            "eu-west-2 800",
            "eu-west-1 1000"),
        starts);
  }

  @Test
  void shouldStartUntilTheDeadlineItselfAndNotBeyond() {
    QuotaCache cache = withoutTable(DUBLIN);
    cache.localPace().take(DUBLIN, NOW + S - INTERVAL);
    assertEquals(new NoCapacity(NoCapacity.Reason.BUSY, S), refused(cache, NOW + S - 1));
    assertEquals(NOW + S, granted(cache, NOW + S).startAt());
  }

  @Test
  void shouldStartUntilThePatienceEndsAndNotBeyond() {
    QuotaCache cache = withoutTable(DUBLIN);
    cache.localPace().take(DUBLIN, NOW + 5 * S - INTERVAL);
    assertEquals(NOW + 5 * S, granted(cache, NOW + 60 * S).startAt());
    cache.localPace().take(DUBLIN, NOW + 5 * S + 1 - INTERVAL);
    assertEquals(new NoCapacity(NoCapacity.Reason.BUSY, 5 * S + 1), refused(cache, NOW + 60 * S));
  }
}
