package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.BreakerState;
import io.fanlens.quota.QuotaGroup;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CandidatesTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;
  private static final Target DUBLIN = Target.home("eu-west-1");
  private static final Target LONDON = Target.home("eu-west-2");
  private static final QuotaPool POOL =
      QuotaPool.of(
          "DetectFaces",
          List.of(new TargetQuota(DUBLIN, 100, 100), new TargetQuota(LONDON, 25, 25)));
  private static final QuotaGroup GROUP = POOL.groups().getFirst();

  private final QuotaCache cache =
      new QuotaCache(POOL, QuotaRules.DEFAULTS, 10, "me", new SplittableRandom(1));

  private Candidates of(TargetState dublin, TargetState london) {
    return of(dublin, london, Set.of(), NOW + 60 * S);
  }

  private Candidates of(
      TargetState dublin, TargetState london, Set<Target> excluded, long latestStart) {
    cache.learn(
        GROUP.key(),
        new QuotaView(Map.of(DUBLIN, dublin, LONDON, london), OptionalLong.empty()),
        NOW);
    return new Candidates(cache, GROUP, excluded, NOW, latestStart, 5);
  }

  private static TargetState tat(long ahead) {
    return TargetState.NEW.withTat(NOW + ahead);
  }

  private static TargetState open(long until, long length) {
    return TargetState.NEW.with(BreakerState.open(NOW + until, length));
  }

  @Test
  void shouldTakeNoMorePermitsThanAreWantedNorThanATenthOfASecondHas() {
    Candidates candidates = of(tat(-S), tat(-S));
    assertEquals(5, candidates.at(DUBLIN).orElseThrow().permits());
    assertEquals(2, candidates.at(LONDON).orElseThrow().permits());
    assertEquals(NOW, candidates.at(DUBLIN).orElseThrow().start());
  }

  @Test
  void shouldLeaveOutWhatIsReservedBeyondTheHorizon() {
    Candidates candidates = of(tat(S), tat(S + 1));
    assertEquals(NOW + S, candidates.at(DUBLIN).orElseThrow().start());
    assertEquals(Optional.empty(), candidates.at(LONDON));
    assertEquals(NoCapacity.Reason.BUSY, candidates.reason());
    assertEquals(S, candidates.retryAfter());
  }

  @Test
  void shouldLeaveOutWhatCannotStartBeforeTheDeadline() {
    Candidates candidates = of(tat(S / 2), tat(S / 2 + 1), Set.of(), NOW + S / 2);
    assertTrue(candidates.at(DUBLIN).isPresent());
    assertEquals(Optional.empty(), candidates.at(LONDON));
  }

  @Test
  void shouldLeaveOutWhatIsExcluded() {
    Candidates candidates = of(tat(0), tat(0), Set.of(DUBLIN), NOW + S);
    assertEquals(1, candidates.candidates().size());
    assertEquals(Optional.empty(), candidates.at(DUBLIN));
    Candidates none = of(tat(0), tat(0), Set.of(DUBLIN, LONDON), NOW + S);
    assertEquals(NoCapacity.Reason.ALL_TRIED, none.reason());
    assertEquals(0, none.retryAfter());
  }

  @Test
  void shouldProbeOnlyOnceTheTimeOutOfUseIsOver() {
    assertEquals(Optional.empty(), of(open(0, 2 * S), tat(0)).urgent());
    Candidates candidates = of(open(-1, 2 * S), tat(0));
    QuotaStep.Probe probe =
        assertInstanceOf(QuotaStep.Probe.class, candidates.urgent().orElseThrow().step());
    assertEquals(new QuotaStep.Probe(NOW, NOW + 10 * S, "me"), probe);
    assertEquals(DUBLIN, candidates.urgent().orElseThrow().target());
  }

  @Test
  void shouldDoOneUrgentThingAtATime() {
    Candidates candidates = of(open(-1, 2 * S), open(-1, 2 * S));
    assertEquals(DUBLIN, candidates.urgent().orElseThrow().target());
  }

  @Test
  void shouldRepairWhatIsImplausiblyFarAhead() {
    assertEquals(Optional.empty(), of(tat(4_600_000), tat(0)).urgent());
    assertEquals(
        Optional.of(new QuotaStep.Repair(NOW + 4_600_001, NOW + S)),
        of(tat(4_600_001), tat(0)).urgent().map(ReservationAction.Write::step));
  }

  @Test
  void shouldSayWhyThereIsNone() {
    Candidates unhealthy = of(open(S, 2 * S), open(2 * S, 2 * S));
    assertEquals(NoCapacity.Reason.ALL_UNHEALTHY, unhealthy.reason());
    assertEquals(S, unhealthy.retryAfter());
    assertEquals(NoCapacity.Reason.ALL_UNHEALTHY, of(open(S, 30 * S), open(2 * S, 4 * S)).reason());
    assertEquals(NoCapacity.Reason.ALL_DENIED, of(open(S, 30 * S), open(2 * S, 60 * S)).reason());
    assertEquals(NoCapacity.Reason.BUSY, of(open(S, 30 * S), tat(2 * S)).reason());
  }

  @Test
  void shouldReserveAheadWhileTheTableIsSlow() {
    cache.health().answered(NOW, NOW + 150_000);
    Candidates candidates = of(tat(0), tat(S + 100_000));
    assertEquals(NOW + 100_000, candidates.at(DUBLIN).orElseThrow().start());
    assertEquals(5, candidates.at(DUBLIN).orElseThrow().permits());
    assertEquals(5, candidates.at(LONDON).orElseThrow().permits(), "more in one reservation");
    assertEquals(
        Optional.empty(), of(tat(0), tat(S + 100_001)).at(LONDON), "the horizon moves along");
  }

  @Test
  void shouldKnowThatAllIsFullOnlyFromAFreshRead() {
    of(tat(2 * S), tat(3 * S));
    NoCapacity full = cache.knownToBeFull(NOW).orElseThrow();
    assertEquals(new NoCapacity(NoCapacity.Reason.BUSY, 2 * S), full);
    of(tat(4 * S), tat(4 * S));
    assertTrue(cache.knownToBeFull(NOW + S).isPresent());
    assertEquals(Optional.empty(), cache.knownToBeFull(NOW + S + 1), "read too long ago");
    of(tat(0), tat(4 * S));
    assertEquals(Optional.empty(), cache.knownToBeFull(NOW), "one has room");
    of(open(-1, 2 * S), tat(4 * S));
    assertEquals(Optional.empty(), cache.knownToBeFull(NOW), "one is to be probed");
  }

  @Test
  void shouldSayWhenTheFirstOfAllGroupsHasRoomAgain() {
    Target other = new Target("other", "eu-west-1");
    QuotaPool pool =
        QuotaPool.of(
            "DetectFaces", List.of(new TargetQuota(DUBLIN, 10, 1), new TargetQuota(other, 10, 1)));
    QuotaCache several =
        new QuotaCache(pool, QuotaRules.DEFAULTS, 10, "me", new SplittableRandom(1));
    String home = pool.groups().getFirst().key();
    String second = pool.groups().getLast().key();
    several.learn(home, new QuotaView(Map.of(DUBLIN, tat(3 * S)), OptionalLong.empty()), NOW);
    assertEquals(Optional.empty(), several.knownToBeFull(NOW), "the second was never read");
    several.learn(second, new QuotaView(Map.of(other, open(2 * S, S)), OptionalLong.empty()), NOW);
    assertEquals(
        Optional.of(new NoCapacity(NoCapacity.Reason.ALL_UNHEALTHY, 2 * S)),
        several.knownToBeFull(NOW));
    several.learn(second, new QuotaView(Map.of(other, open(4 * S, S)), OptionalLong.empty()), NOW);
    assertEquals(
        Optional.of(new NoCapacity(NoCapacity.Reason.BUSY, 3 * S)), several.knownToBeFull(NOW));
  }
}
