package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.BreakerState;
import io.fanlens.quota.Pacing;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.quota.reservation.ReservationAction.Write;
import io.fanlens.settings.Target;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a refused message of a slow pool comes back. */
final class TurnTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;
  private static final long MINUTES = 60 * S;
  private static final NoCapacity BUSY = new NoCapacity(NoCapacity.Reason.BUSY, 3 * S);
  private static final TargetQuota SLOW = new TargetQuota(Target.home("eu-west-1"), 1 / 3.0, 1);
  private static final TargetQuota OTHER = new TargetQuota(Target.home("eu-west-2"), 1 / 3.0, 1);
  private static final long EARLY = 250_000;

  /** A turn at the rate of the slow target, which is a little slower than its starts. */
  private static final long TURN = (long) (1.01 * new Pacing(QuotaRules.DEFAULTS).configured(SLOW));

  private static QuotaCache cache(QuotaRules rules, TargetQuota... targets) {
    QuotaPool pool = QuotaPool.of("DetectText", List.of(targets));
    return new QuotaCache(pool, rules, 2, "me", new SplittableRandom(1));
  }

  /** The first target as it was read. */
  private static QuotaCache seen(TargetState first, TargetQuota... targets) {
    QuotaCache cache = cache(QuotaRules.DEFAULTS, targets);
    QuotaView view = new QuotaView(Map.of(targets[0].target(), first), OptionalLong.empty());
    cache.learn(group(cache), view, NOW);
    return cache;
  }

  private static String group(QuotaCache cache) {
    return cache.pool().groups().getFirst().key();
  }

  private static TargetState full() {
    return TargetState.NEW.withTat(NOW + 4 * S);
  }

  /** A turn whose write applies to what was read. */
  private static NoCapacity turn(QuotaCache cache) {
    Turn turn = new Turn(cache, BUSY);
    Write write = turn.next(NOW).orElseThrow();
    TargetState item = cache.state(group(cache), write.target());
    assertTrue(write.step().applyTo(item).isPresent(), write::toString);
    turn.onWritten(new StepResult(true, item));
    assertEquals(Optional.empty(), turn.next(NOW));
    return turn.noCapacity();
  }

  private static NoCapacity back(long micros) {
    return new NoCapacity(NoCapacity.Reason.BUSY, micros, true);
  }

  @Test
  void shouldComeBackOneAfterTheOtherALittleBeforeEachStart() {
    QuotaCache cache = seen(full(), SLOW);
    assertEquals(back(4 * S - EARLY), turn(cache));
    assertEquals(back(4 * S - EARLY + TURN), turn(cache));
    assertEquals(back(4 * S - EARLY + 2 * TURN), turn(cache));
    assertEquals(NOW + 4 * S, cache.state(group(cache), SLOW.target()).tat(), "nothing reserved");
  }

  @Test
  void shouldFollowAtTheRateOfAllTargetsThatAreInUse() {
    QuotaCache two = seen(full(), SLOW, OTHER);
    assertEquals(back(0), turn(two), "the other one is free");
    assertEquals(back(TURN / 2 - EARLY), turn(two));
    QuotaCache one = seen(full().with(BreakerState.open(NOW + S, S)), SLOW, OTHER);
    long first = turn(one).retryAfterMicros();
    assertEquals(0, first);
    assertEquals(back(TURN - EARLY), turn(one), "one is out of use");
  }

  @Test
  void shouldGoBehindThoseThatWereFaster() {
    QuotaCache cache = seen(full(), SLOW);
    Turn turn = new Turn(cache, BUSY);
    assertInstanceOf(QuotaStep.FirstTurn.class, turn.next(NOW).orElseThrow().step());
    TargetState others = full().withTurnAt(NOW + 60 * S);
    turn.onWritten(new StepResult(false, others));
    Write second = turn.next(NOW).orElseThrow();
    assertEquals(
        NOW + 60 * S + TURN, second.step().applyTo(others).orElseThrow().turnAt(), "behind them");
    turn.onWritten(new StepResult(true, others));
    assertEquals(back(60 * S - EARLY), turn.noCapacity());
  }

  @Test
  void shouldNotWriteAThirdTime() {
    Turn turn = new Turn(seen(full(), SLOW), BUSY);
    for (int i = 0; i < 2; i++) {
      assertTrue(turn.next(NOW).isPresent());
      turn.onWritten(new StepResult(false, full()));
    }
    assertEquals(Optional.empty(), turn.next(NOW));
    assertEquals(BUSY, turn.noCapacity());
  }

  @Test
  void shouldBeginAnewWhenTurnsArePastOrImplausible() {
    assertEquals(back(4 * S - EARLY), turn(seen(full().withTurnAt(NOW + 4 * S - 1), SLOW)));
    long implausible = NOW + 30 * MINUTES + 1;
    assertEquals(back(4 * S - EARLY), turn(seen(full().withTurnAt(implausible), SLOW)));
  }

  @Test
  void shouldComeBackAtRandomWhenMoreWaitThanHaveTurnsInAQuarterOfAnHour() {
    assertEquals(
        back(15 * MINUTES - EARLY), turn(seen(full().withTurnAt(NOW + 15 * MINUTES), SLOW)));
    Set<Long> times = new HashSet<>();
    QuotaCache cache = seen(full().withTurnAt(NOW + 15 * MINUTES + 1), SLOW);
    for (int i = 0; i < 100; i++) {
      Turn turn = new Turn(cache, BUSY);
      assertEquals(Optional.empty(), turn.next(NOW), "no write");
      assertTrue(turn.noCapacity().isTurn());
      times.add(turn.noCapacity().retryAfterMicros());
    }
    assertTrue(times.size() > 90, "no two at the same time");
    assertTrue(times.stream().allMatch(time -> time >= 7.5 * MINUTES && time <= 15 * MINUTES));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BUSY")
  void shouldLeaveOtherRefusalsAsTheyAre(NoCapacity.Reason reason) {
    NoCapacity refused = new NoCapacity(reason, 3 * S);
    Turn turn = new Turn(seen(full(), SLOW), refused);
    assertEquals(Optional.empty(), turn.next(NOW));
    assertEquals(refused, turn.noCapacity());
  }

  @Test
  void shouldGiveTurnsOnlyToBatchesOfSlowPools() {
    TargetQuota fast = new TargetQuota(Target.home("eu-west-1"), 10, 1);
    assertEquals(Optional.empty(), new Turn(seen(full(), fast), BUSY).next(NOW));
    Duration wait = Duration.ofSeconds(5);
    assertEquals(
        Optional.empty(), new Turn(cache(QuotaRules.calls(wait, 1), SLOW), BUSY).next(NOW));
    assertTrue(
        new Turn(cache(QuotaRules.batchBesideCalls(wait), SLOW), BUSY).next(NOW).isPresent());
  }

  @Test
  void shouldNotAskATableThatIsUnavailableNorWithAClockThatIsOff() {
    QuotaCache away = seen(full(), SLOW);
    away.health().failed(NOW);
    assertEquals(Optional.empty(), new Turn(away, BUSY).next(NOW));
    QuotaCache skewed = seen(full(), SLOW);
    skewed.health().compareClocks(NOW, NOW, OptionalLong.of(NOW / S + 60));
    assertEquals(Optional.empty(), new Turn(skewed, BUSY).next(NOW));
  }
}
