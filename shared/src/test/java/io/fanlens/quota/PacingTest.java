package io.fanlens.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PacingTest {

  private static final long NOW = 1_800_000_000_000_000L;
  private static final long S = 1_000_000;
  private static final TargetQuota QUOTA = new TargetQuota(Target.home("eu-west-1"), 100, 100);
  private static final Pacing PACING = new Pacing(QuotaRules.DEFAULTS);
  private static final long FULL = PACING.configured(QUOTA);

  /** Share of the configured rate at that time after a cut. */
  private static double share(double cut, double good, long seconds) {
    RateState rate = new RateState((long) (FULL / cut), NOW, (long) (FULL / good), 0);
    long interval = PACING.recovered(QUOTA, TargetState.NEW.with(rate), NOW + seconds * S);
    return (double) FULL / interval;
  }

  @ParameterizedTest(name = "cut to {0} from {1}, {2} s ago: {3}")
  @CsvSource({
    "0.05, 1, 0, 0.05",
    "0.05, 1, 10, 0.05",
    "0.05, 1, 27, 0.101", // gently at first
    "0.05, 1, 40, 0.442",
    "0.05, 1, 45, 0.97",
    "0.05, 1, 55, 0.980",
    "0.05, 1, 75, 1",
    "0.05, 1, 40000, 1",
    "0.475, 0.5, 9, 0.475",
    "0.475, 0.5, 10, 0.480", // a step of 1%
    "0.475, 0.5, 45, 0.501", // 5.3 steps of 1%: beyond the last good rate, carefully
    "0.475, 0.5, 225, 0.733", // and with haste after minutes
    "0.475, 0.5, 345, 1",
    "0.2, 0.5, 45, 0.485",
    "0.2, 0.5, 105, 0.523", // 7.5 steps in the minute after
    "0.96, 0.9, 9, 0.96"
  })
  void shouldComeBackToJustUnderTheLastGoodRateAndThenCarefullyBeyond(
      double cut, double good, long seconds, double expected) {
    assertEquals(expected, share(cut, good, seconds), 0.001);
  }

  @Test
  void shouldNeverFallWhileItRecovers() {
    for (double cut : new double[] {0.05, 0.3, 0.9}) {
      double before = 0;
      for (long second = 0; second < 1_000; second++) {
        double now = share(cut, 1, second);
        assertTrue(now >= before, cut + " at " + second);
        before = now;
      }
    }
  }

  @Test
  void shouldNotRunFasterThanConfiguredNorSlowerThanTheFloor() {
    RateState faster = new RateState(FULL / 2, NOW, FULL / 2, 0);
    assertEquals(FULL, PACING.recovered(QUOTA, TargetState.NEW.with(faster), NOW));
    RateState slower = new RateState(1_000 * FULL, NOW, FULL, 0);
    assertEquals(20 * FULL, PACING.recovered(QUOTA, TargetState.NEW.with(slower), NOW));
    assertEquals(FULL, PACING.recovered(QUOTA, TargetState.NEW, NOW));
  }

  @Test
  void shouldComeBackToTheConfiguredRateWhereNoGoodOneIsKnown() {
    RateState old = new RateState(2 * FULL, NOW, 0, 0);
    assertEquals(
        FULL / 0.97, (double) PACING.recovered(QUOTA, TargetState.NEW.with(old), NOW + 45 * S), 1);
  }

  @Test
  void shouldStartSlowlyInProportionToTheTimeSince() {
    TargetState ramping = TargetState.NEW.with(new TargetState.Ramp(NOW, 10 * S));
    assertEquals((double) (10 * FULL), (double) PACING.interval(QUOTA, ramping, NOW), 10);
    assertEquals((double) (10 * FULL), (double) PACING.interval(QUOTA, ramping, NOW + S), 10);
    assertEquals(2 * FULL, PACING.interval(QUOTA, ramping, NOW + 5 * S));
    assertEquals(FULL, PACING.interval(QUOTA, ramping, NOW + 10 * S));
  }

  @Test
  void shouldNotStartSlowerThanTheFloor() {
    TargetState both =
        TargetState.NEW
            .with(new TargetState.Ramp(NOW, 10 * S))
            .with(new RateState(10 * FULL, NOW, FULL, 0));
    assertEquals(20 * FULL, PACING.interval(QUOTA, both, NOW));
  }

  @Test
  void shouldReserveATenthOfASecondsWorthAndMoreWhileTheTableIsSlow() {
    assertEquals(9, PACING.largestReservation(FULL, 0));
    assertEquals(29, PACING.largestReservation(FULL, 100_000));
    assertEquals(1, PACING.largestReservation(5 * S, 0));
    assertEquals(1, PACING.largestReservation(100_000, 0));
  }

  @Test
  void shouldKnowHowFarAheadAQueueCanEnd() {
    // Time-out 0.5 s, horizon 1 s (3 s of a slow one), twice 1 s of skew, and the longest
    // reservation: 1.1 s.
    assertEquals(NOW + 4_600_000, PACING.latestPlausibleTat(QUOTA, NOW));
    TargetQuota slow = new TargetQuota(Target.home("slow"), 1, 1);
    assertEquals(NOW + 5_500_000 + PACING.slowest(slow), PACING.latestPlausibleTat(slow, NOW));
  }

  @Test
  void shouldKeepTheLastGoodRateUntilTheCutOneIsOnItsWayBack() {
    TargetState state = TargetState.NEW.with(new RateState(2 * FULL, NOW, 3 * FULL / 2, 0));
    assertEquals(3 * FULL / 2, PACING.good(QUOTA, state, NOW + S, true));
    assertEquals(3 * FULL / 2, PACING.good(QUOTA, state, NOW + 10 * S, true));
    long back = NOW + 10 * S + 1;
    assertEquals(PACING.recovered(QUOTA, state, back), PACING.good(QUOTA, state, back, true));
    assertEquals(3 * FULL / 2, PACING.good(QUOTA, state, back, false), "nothing was answered");
  }

  @Test
  void shouldTakeTheConfiguredRateForGoodOnceItHasComeBack() {
    TargetState state = TargetState.NEW.with(new RateState(2 * FULL, NOW, 3 * FULL / 2, 0));
    assertEquals(FULL, PACING.good(QUOTA, state, NOW + 40_000 * S, false));
    assertEquals(FULL, PACING.good(QUOTA, TargetState.NEW, NOW, false));
  }

  @ParameterizedTest(name = "{0} a second: {1} ms beyond the pace")
  @CsvSource({"0.1, 30", "0.333333, 30", "1, 30", "2, 30", "4, 5", "5, 0", "25, 0", "100, 0"})
  void shouldKeepAFewMillisecondsMoreBetweenTheCallsOfASlowTarget(double rate, double millis) {
    TargetQuota quota = new TargetQuota(Target.home("eu-west-1"), rate, 1);
    double paced = 1e6 / rate / QuotaRules.DEFAULTS.reservation().pace();
    assertEquals(millis, (PACING.configured(quota) - paced) / 1_000, 0.6);
  }
}
