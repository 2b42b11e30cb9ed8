package io.fanlens.quota.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.BreakerState;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.MemoryQuotaTable;
import io.fanlens.quota.Pacing;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaStep.FirstFault;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.RateState;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeedbackTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;
  private static final Target DUBLIN = Target.home("eu-west-1");
  private static final TargetQuota QUOTA = new TargetQuota(DUBLIN, 100, 100);
  private static final QuotaPool POOL = QuotaPool.of("DetectFaces", List.of(QUOTA));
  private static final String GROUP = POOL.groups().getFirst().key();
  private static final Permit PERMIT = new Permit(GROUP, QUOTA, NOW, 10_051, "", true);

  private static final Pacing PACING = new Pacing(QuotaRules.DEFAULTS);

  private final QuotaCache cache =
      new QuotaCache(POOL, QuotaRules.DEFAULTS, 10, "me", new SplittableRandom(1));
  private final Feedback feedback = new Feedback(cache);
  private final MemoryQuotaTable table =
      new MemoryQuotaTable(InstantSource.fixed(Instant.ofEpochSecond(NOW / S)));

  {
    cache.learn(GROUP, new QuotaView(Map.of(), OptionalLong.empty()), NOW);
  }

  /** Reports an outcome and applies all steps that follow; returns the last one. */
  private Optional<QuotaStep> report(Permit permit, CallOutcome outcome, long now) {
    Optional<QuotaStep> last = Optional.empty();
    Optional<QuotaStep> step = feedback.first(permit, outcome, now);
    while (step.isPresent()) {
      last = step;
      StepResult result = table.apply(GROUP, DUBLIN, step.get());
      cache.learn(GROUP, DUBLIN, step.get(), result);
      step = feedback.then(permit, step.get(), result, now);
    }
    return last;
  }

  private Permit elect(String owner, long now) {
    QuotaStep.Probe election = new QuotaStep.Probe(now, now + 10 * S, owner);
    StepResult result = table.apply(GROUP, DUBLIN, election);
    assertTrue(result.applied());
    cache.learn(GROUP, DUBLIN, election, result);
    return new Permit(GROUP, QUOTA, now, 10 * S, owner, true);
  }

  private void giveBack(Permit permit, long now) {
    feedback.giveBack(permit, now).ifPresent(step -> table.apply(GROUP, DUBLIN, step));
  }

  /** The process has read this item. */
  private void know(TargetState state) {
    cache.learn(GROUP, new QuotaView(Map.of(DUBLIN, state), OptionalLong.empty()), NOW);
  }

  private TargetState item() {
    return table.read(GROUP).state(DUBLIN);
  }

  @Test
  void shouldWriteNothingAfterAGoodCall() {
    assertEquals(Optional.empty(), report(PERMIT, CallOutcome.ANSWERED, NOW));
  }

  @Test
  void shouldCutOnlyOnASecondThrottle() {
    assertInstanceOf(QuotaStep.Arm.class, report(PERMIT, CallOutcome.THROTTLED, NOW).orElseThrow());
    assertEquals(0, item().rate().interval());
    report(PERMIT, CallOutcome.THROTTLED, NOW + S / 2);
    assertEquals((long) (10_051 / 0.95), item().rate().interval());
    assertEquals(10_051, item().rate().goodInterval());
  }

  @Test
  void shouldCutAtOnceWhereItKnowsOfAThrottleWithinTwoSeconds() {
    know(TargetState.NEW.with(new RateState(0, 0, 0, NOW)));
    assertEquals(
        Optional.of(new QuotaStep.Cut(NOW + 2 * S, 0, 10_580, 10_051, NOW + S)),
        feedback.first(PERMIT, CallOutcome.THROTTLED, NOW + 2 * S));
    assertEquals(
        Optional.of(new QuotaStep.Arm(NOW + 2 * S + 1, NOW + 1)),
        feedback.first(PERMIT, CallOutcome.THROTTLED, NOW + 2 * S + 1));
  }

  @ParameterizedTest
  @CsvSource({"2000000, true", "2000001, false"})
  void shouldCutOnAThrottleWithinTwoSecondsOfOneThatAnotherProcessHad(long after, boolean cut) {
    table.apply(GROUP, DUBLIN, new QuotaStep.Arm(NOW, NOW - 2 * S));
    report(PERMIT, CallOutcome.THROTTLED, NOW + after);
    assertEquals(cut ? NOW + after : 0, item().rate().cutAt());
  }

  @Test
  void shouldCutHarderAtALowRateWithinThreeCallsOfTheLastCut() {
    TargetQuota slow = new TargetQuota(DUBLIN, 0.5, 1);
    Permit permit = new Permit(GROUP, slow, NOW, PACING.configured(slow), "", true);
    long interval = 2_115_843; // cut once, from 2,010,051
    know(TargetState.NEW.with(new RateState(interval, NOW, 2_010_051, NOW + 5 * S)));
    assertEquals((long) (interval / 0.85), cut(permit, NOW + 3 * interval - 1).newInterval());
    assertEquals((long) (interval / 0.95), cut(permit, NOW + 3 * interval).newInterval());
  }

  private QuotaStep.Cut cut(Permit permit, long now) {
    return assertInstanceOf(
        QuotaStep.Cut.class, feedback.first(permit, CallOutcome.THROTTLED, now).orElseThrow());
  }

  @Test
  void shouldCutHarderWhileThrottlesContinue() {
    for (int tenth = 0; tenth < 35; tenth++) {
      report(PERMIT, CallOutcome.THROTTLED, NOW + tenth * S / 10);
    }
    double left = 10_051.0 / item().rate().interval(); // cut after 0.1, 1.2, 2.3 and 3.4 s
    assertEquals(0.95 * 0.85 * 0.85 * 0.85, left, 0.001);
  }

  @Test
  void shouldNeverCutBelowTheFloor() {
    for (int tenth = 0; tenth < 600; tenth++) {
      report(PERMIT, CallOutcome.THROTTLED, NOW + tenth * S / 10);
    }
    assertEquals(PACING.slowest(QUOTA), item().rate().interval());
  }

  @Test
  void shouldRememberTheRateBeforeASeriesOfCuts() {
    for (int tenth = 0; tenth < 35; tenth++) {
      report(PERMIT, CallOutcome.THROTTLED, NOW + tenth * S / 10);
    }
    assertEquals(10_051, item().rate().goodInterval(), "before the first of four cuts");
    long later = NOW + 30 * S;
    long recovering = PACING.recovered(QUOTA, item(), later);
    report(PERMIT, CallOutcome.ANSWERED, later - 2);
    report(PERMIT, CallOutcome.THROTTLED, later - 1);
    report(PERMIT, CallOutcome.THROTTLED, later);
    assertEquals(recovering, item().rate().goodInterval(), "a new series, on the way back");
    assertEquals((long) (recovering / 0.95), item().rate().interval());
  }

  @Test
  void shouldNotTakeARateForTheBestThatIsUnderHalfOfTheLastGoodOne() {
    for (int tenth = 0; tenth < 120; tenth++) {
      report(PERMIT, CallOutcome.THROTTLED, NOW + tenth * S / 10);
    }
    long later = item().rate().cutAt() + 12 * S;
    assertTrue(PACING.recovered(QUOTA, item(), later) > 4 * 10_051);
    report(PERMIT, CallOutcome.ANSWERED, later - 2);
    report(PERMIT, CallOutcome.THROTTLED, later - 1);
    report(PERMIT, CallOutcome.THROTTLED, later);
    assertEquals(2 * 10_051, item().rate().goodInterval());
  }

  @Test
  void shouldRememberTheRateBeforeASeriesThoughSomeCallsAreAnswered() {
    for (int tenth = 0; tenth < 35; tenth++) {
      report(PERMIT, CallOutcome.ANSWERED, NOW + tenth * S / 10);
      report(PERMIT, CallOutcome.THROTTLED, NOW + tenth * S / 10);
    }
    assertEquals(0.58, 10_051.0 / item().rate().interval(), 0.01, "cut four times");
    assertEquals(10_051, item().rate().goodInterval());
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, false", "1, true"})
  void shouldNotTakeARateForTheBestAtWhichNothingWasAnsweredSinceTheCut(
      long answered, boolean isGood) {
    report(PERMIT, CallOutcome.THROTTLED, NOW - 1);
    report(PERMIT, CallOutcome.THROTTLED, NOW);
    report(PERMIT, CallOutcome.ANSWERED, NOW + answered);
    long later = NOW + 20 * S;
    long recovering = PACING.recovered(QUOTA, item(), later);
    report(PERMIT, CallOutcome.THROTTLED, later - 1);
    report(PERMIT, CallOutcome.THROTTLED, later);
    assertEquals(later, item().rate().cutAt());
    assertEquals(isGood ? recovering : 10_051, item().rate().goodInterval());
  }

  @Test
  void shouldTrustTheQuotaAgainWhenCutsDownToTheFloorDidNotHelp() {
    report(PERMIT, CallOutcome.THROTTLED, NOW);
    report(PERMIT, CallOutcome.THROTTLED, NOW + 1);
    long later = NOW + 20 * S;
    for (int tenth = 0; tenth < 250; tenth++) {
      report(PERMIT, CallOutcome.THROTTLED, later + tenth * S / 10);
    }
    assertEquals(PACING.slowest(QUOTA), item().rate().interval());
    assertEquals(10_051, item().rate().goodInterval());
  }

  @Test
  void shouldNotRecoverWhileTheFloorIsThrottled() {
    for (int tenth = 0; tenth < 600; tenth++) {
      report(PERMIT, CallOutcome.THROTTLED, NOW + tenth * S / 10);
    }
    assertTrue(item().rate().cutAt() > NOW + 58 * S, "cut anew while throttles go on");
  }

  @Test
  void shouldCutASlowTargetWhoseThrottlesCannotComeWithinTwoSeconds() {
    TargetQuota slow = new TargetQuota(DUBLIN, 5, 5);
    Permit permit = new Permit(GROUP, slow, NOW, 201_006, "", true);
    long now = NOW;
    for (int call = 0; call < 100; call++) {
      report(permit, CallOutcome.THROTTLED, now);
      now += PACING.recovered(slow, item(), now);
    }
    assertEquals(PACING.slowest(slow), item().rate().interval(), "one call in 4 s, all throttled");
    assertEquals(PACING.configured(slow), item().rate().goodInterval());
  }

  @Test
  void shouldNotCutTwiceWithinASecond() {
    report(PERMIT, CallOutcome.THROTTLED, NOW);
    report(PERMIT, CallOutcome.THROTTLED, NOW + 1);
    TargetState once = item();
    assertEquals(
        Optional.empty(), report(PERMIT, CallOutcome.THROTTLED, NOW + 1 + S), "nothing to write");
    assertEquals(once, item());
    report(PERMIT, CallOutcome.THROTTLED, NOW + 2 + S);
    assertEquals((long) (once.rate().interval() / 0.85), item().rate().interval());
  }

  @Test
  void shouldStartANewSeriesAfterThreeSecondsWithoutACut() {
    report(PERMIT, CallOutcome.THROTTLED, NOW);
    report(PERMIT, CallOutcome.THROTTLED, NOW + 1);
    long first = item().rate().interval();
    report(PERMIT, CallOutcome.THROTTLED, NOW + 2 * S + 1);
    report(PERMIT, CallOutcome.THROTTLED, NOW + 3 * S + 1);
    assertEquals((long) (first / 0.95), item().rate().interval());
    assertEquals(10_051, item().rate().goodInterval(), "it has not begun to come back");
  }

  @Test
  void shouldOpenAfterFiveFaultsInARow() {
    for (int i = 0; i < 4; i++) {
      report(PERMIT, CallOutcome.FAULT, NOW + i);
    }
    assertFalse(item().isOpen());
    report(PERMIT, CallOutcome.OVERDUE, NOW + 5);
    assertEquals(NOW + 5 + 2 * S, item().breaker().openUntil());
  }

  @Test
  void shouldNotOpenWhenAnAnswerComesBetween() {
    for (int i = 0; i < 20; i++) {
      report(PERMIT, i % 4 == 3 ? CallOutcome.ANSWERED : CallOutcome.FAULT, NOW + i);
    }
    assertFalse(item().isOpen());
  }

  @Test
  void shouldCloseSlowlyAfterAGoodProbeAndStayOpenLongerAfterABadOne() {
    table.put(GROUP, DUBLIN, TargetState.NEW.with(BreakerState.open(NOW - 1, 2 * S)));
    Permit probe = elect("me", NOW);
    report(probe, CallOutcome.FAULT, NOW + S);
    assertEquals(4 * S, item().breaker().openFor());
    elect("me", NOW + 6 * S);
    report(probe, CallOutcome.ANSWERED, NOW + 7 * S);
    assertFalse(item().isOpen());
    assertEquals(
        100_510.0, (double) PACING.interval(QUOTA, item(), NOW + 7 * S), 10.0, "a tenth at first");
    assertEquals(10_051, PACING.interval(QUOTA, item(), NOW + 8 * S), "all after a second");
  }

  @Test
  void shouldCloseAfterALateAnswerToTheProbe() {
    table.put(GROUP, DUBLIN, TargetState.NEW.with(BreakerState.open(NOW - 1, 2 * S)));
    Permit probe = elect("me", NOW);
    report(probe, CallOutcome.OVERDUE, NOW + 3 * S);
    assertEquals(NOW + 7 * S, item().breaker().openUntil(), "open while it is overdue");
    report(probe, CallOutcome.ANSWERED, NOW + 5 * S);
    assertFalse(item().isOpen());
  }

  @Test
  void shouldNotCloseAfterALateAnswerWhenAnotherProbes() {
    table.put(GROUP, DUBLIN, TargetState.NEW.with(BreakerState.open(NOW - 1, 2 * S)));
    Permit probe = elect("me", NOW);
    report(probe, CallOutcome.OVERDUE, NOW + 3 * S);
    elect("other", NOW + 7 * S + 1);
    report(probe, CallOutcome.ANSWERED, NOW + 8 * S);
    assertTrue(item().isOpen());
    assertEquals("other", item().breaker().probeOwner());
  }

  @Test
  void shouldEndTheElectionWithTheProbe() {
    table.put(GROUP, DUBLIN, TargetState.NEW.with(BreakerState.open(NOW - 1, 2 * S)));
    Permit probe = elect("me", NOW);
    report(probe, CallOutcome.FAULT, NOW + S);
    assertEquals("", item().breaker().probeOwner());
    report(probe, CallOutcome.ANSWERED, NOW + 2 * S);
    assertTrue(item().isOpen(), "it has had its answer");
  }

  @ParameterizedTest
  @CsvSource({"ANSWERED, 1000000", "THROTTLED, 1000000", "RAMPED_TOO_FAST, 10000000"})
  void shouldCloseWhenTheServiceIsThereAgain(CallOutcome outcome, long rampFor) {
    table.put(GROUP, DUBLIN, TargetState.NEW.with(BreakerState.open(NOW - 1, 2 * S)));
    report(elect("me", NOW), outcome, NOW + S);
    assertFalse(item().isOpen());
    assertEquals(NOW + S, item().ramp().startedAt());
    assertEquals(rampFor, item().ramp().length());
  }

  @Test
  void shouldGiveBackAnElectionAtOnce() {
    table.put(GROUP, DUBLIN, TargetState.NEW.with(BreakerState.open(NOW - 1, 2 * S)));
    Permit probe = elect("me", NOW);
    giveBack(probe, NOW + S);
    assertEquals(NOW + S - 1, item().breaker().openUntil(), "somebody else may probe");
    assertEquals("", item().breaker().probeOwner());
    assertEquals(2 * S, item().breaker().openFor());
    elect("other", NOW + S);
    giveBack(probe, NOW + 2 * S);
    assertEquals("other", item().breaker().probeOwner(), "not an election of somebody else");
  }

  @Test
  void shouldGiveBackOnlyTheLastPermitOfTheQueue() {
    List<Permit> queued = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      queued.add(new Permit(GROUP, QUOTA, NOW + (i + 1) * 20_000L, 20_000, "", true));
    }
    long end = queued.getLast().end();
    table.put(GROUP, DUBLIN, TargetState.NEW.withTat(end));
    queued.subList(0, 49).forEach(permit -> giveBack(permit, NOW));
    assertEquals(end, item().tat(), "a hole in the queue cannot be given to others");
    giveBack(queued.getLast(), NOW);
    giveBack(queued.get(48), NOW);
    assertEquals(end - 40_000, item().tat());
  }

  @Test
  void shouldNotGiveBackWhatTheTableKnowsNothingOfOrWhatIsPast() {
    table.put(GROUP, DUBLIN, TargetState.NEW.withTat(NOW + 20_000));
    giveBack(new Permit(GROUP, QUOTA, NOW, 20_000, "", true), NOW);
    giveBack(new Permit(GROUP, QUOTA, NOW - 1, 20_001, "", true), NOW);
    giveBack(new Permit(GROUP, QUOTA, NOW + 10_000, 10_000, "", false), NOW);
    assertEquals(NOW + 20_000, item().tat());
  }

  @Test
  void shouldSkipADeniedTargetForThirtySecondsAtFirst() {
    report(PERMIT, CallOutcome.DENIED, NOW);
    assertEquals(NOW + 30 * S, item().breaker().openUntil());
  }

  @Test
  void shouldSkipATargetTwiceAsLongEachTimeItDeniesItsProbe() {
    report(PERMIT, CallOutcome.DENIED, NOW);
    List<Long> seconds = new ArrayList<>();
    long now = NOW;
    for (int i = 0; i < 6; i++) {
      now = item().breaker().openUntil() + 1;
      report(elect("me", now), CallOutcome.DENIED, now);
      seconds.add((item().breaker().openUntil() - now) / S);
    }
    assertEquals(List.of(60L, 120L, 240L, 480L, 600L, 600L), seconds);
    report(elect("me", now + 601 * S), CallOutcome.FAULT, now + 601 * S);
    assertEquals(4 * S, item().breaker().openFor(), "no denial any more");
  }

  @Test
  void shouldNotOpenAnOpenTargetAnew() {
    report(PERMIT, CallOutcome.DENIED, NOW);
    report(PERMIT, CallOutcome.DENIED, NOW + S);
    assertEquals(Optional.empty(), report(PERMIT, CallOutcome.FAULT, NOW + S));
    assertEquals(NOW + 30 * S, item().breaker().openUntil());
  }

  @Test
  void shouldNotCountFaultsThatAreFarApart() {
    for (int i = 0; i < 20; i++) {
      report(PERMIT, CallOutcome.FAULT, NOW + i * (5 * S + 1));
    }
    assertFalse(item().isOpen());
    assertEquals(1, item().breaker().faults());
  }

  @Test
  void shouldCountFaultsThatOthersSaw() {
    FirstFault othersFault = new FirstFault(NOW, NOW - 5 * S);
    table.apply(GROUP, DUBLIN, othersFault);
    assertInstanceOf(
        QuotaStep.NextFault.class, report(PERMIT, CallOutcome.FAULT, NOW + S).orElseThrow());
    assertEquals(2, item().breaker().faults());
  }

  @Test
  void shouldStartSlowlyAfterRampingTooFast() {
    report(PERMIT, CallOutcome.RAMPED_TOO_FAST, NOW);
    assertTrue(PACING.interval(QUOTA, item(), NOW + S) > 90_000);
    report(PERMIT, CallOutcome.RAMPED_TOO_FAST, NOW + 9 * S);
    assertEquals(NOW, item().ramp().startedAt(), "one at a time");
    report(PERMIT, CallOutcome.RAMPED_TOO_FAST, NOW + 10 * S + 1);
    assertEquals(NOW + 10 * S + 1, item().ramp().startedAt());
  }

  @Test
  void shouldCountAFaultAtOnceAsTheNextWhereItKnowsOfOneWithinFiveSeconds() {
    know(TargetState.NEW.with(new BreakerState(0, 0, "", 1, NOW)));
    assertEquals(
        Optional.of(new QuotaStep.NextFault(NOW + 5 * S, NOW)),
        feedback.first(PERMIT, CallOutcome.FAULT, NOW + 5 * S));
    assertEquals(
        Optional.of(new FirstFault(NOW + 5 * S + 1, NOW + 1)),
        feedback.first(PERMIT, CallOutcome.FAULT, NOW + 5 * S + 1));
  }
}
