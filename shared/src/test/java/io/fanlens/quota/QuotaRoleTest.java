package io.fanlens.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.Target;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuotaRoleTest {

  private static final long S = 1_000_000;
  private static final QuotaRole CALLS = QuotaRole.calls(Duration.ofSeconds(5), 0.8);
  private static final QuotaRole BATCH = QuotaRole.batchBesideCalls(Duration.ofSeconds(5));

  @Test
  void shouldLetCallsReserveFurtherAheadThanBatches() {
    assertEquals(5 * S, CALLS.horizonMicros());
    assertEquals(300_000, BATCH.horizonMicros());
    assertEquals(S, QuotaRules.DEFAULTS.reservation().horizonMicros());
  }

  @Test
  void shouldTellOthersThatItWaitsOnlyWhereTheyReserveFurtherAhead() {
    assertTrue(BATCH.isYielding());
    assertFalse(CALLS.isYielding());
    assertFalse(QuotaRole.BATCH_ALONE.isYielding());
  }

  @Test
  void shouldFindAQueueImplausibleOnlyBeyondTheLongestHorizonOfAll() {
    TargetQuota quota = new TargetQuota(Target.home("eu-west-1"), 100, 1);
    long alone = new Pacing(QuotaRules.DEFAULTS).latestPlausibleTat(quota, 0);
    long beside =
        new Pacing(QuotaRules.batchBesideCalls(Duration.ofSeconds(5))).latestPlausibleTat(quota, 0);
    long calls =
        new Pacing(QuotaRules.calls(Duration.ofSeconds(5), 0.8)).latestPlausibleTat(quota, 0);
    assertEquals(alone + 4 * S, beside);
    assertEquals(beside, calls);
  }

  @Test
  void shouldGiveAMarginThatDiffersEachTimeOnlyToCalls() {
    RandomGenerator random = new SplittableRandom(1);
    for (int i = 0; i < 1_000; i++) {
      long margin = CALLS.marginMicros(random);
      assertTrue(margin >= 250_000 && margin < 750_000, () -> "" + margin);
      assertEquals(100_000, BATCH.marginMicros(random));
      assertEquals(0, QuotaRole.BATCH_ALONE.marginMicros(random));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 40, 300, 1_000, 29_000})
  void shouldLeaveCallsRoomHoweverLittleTheyMayWait(long millis) {
    QuotaRole role = QuotaRole.calls(Duration.ofMillis(millis), 1);
    assertTrue(role.marginMicros() + role.spreadMicros() <= role.horizonMicros() / 2);
  }

  @Test
  void shouldAdviseARandomTimeFromTheHorizonUpToFour() {
    RandomGenerator random = new SplittableRandom(1);
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < 10_000; i++) {
      long advice = CALLS.retryAfterMicros(random);
      least = Math.min(least, advice);
      most = Math.max(most, advice);
    }
    assertTrue(least >= 5 * S && least < 5.1 * S, "least " + least);
    assertTrue(most > 19.9 * S && most <= 20 * S, "most " + most);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 0", "10, -1, 0, 10", "10, 0, -1, 10", "10, 5, 5, 10", "10, 0, 0, 9"})
  void shouldRefuseTimesThatFitNoQueue(long horizon, long margin, long spread, long longest) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new QuotaRole(horizon, margin, spread, longest, ShareRules.WHOLE));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.1})
  void shouldRefuseAShareThatIsNone(double share) {
    assertThrows(
        IllegalArgumentException.class, () -> QuotaRole.calls(Duration.ofSeconds(5), share));
  }

  @Test
  void shouldMoveTheSharesTimeByMoreThanTheReservation() {
    assertEquals(12_500, CALLS.share().length(10_000));
    assertTrue(CALLS.share().isLimited());
    assertFalse(BATCH.share().isLimited());
  }

  @Test
  void shouldRefuseACallWithoutAStartSoon() {
    assertEquals(200_000, QuotaRules.calls(Duration.ofSeconds(5), 0.8).backoff().patienceMicros());
    assertEquals(
        QuotaRules.DEFAULTS.backoff(),
        QuotaRules.batchBesideCalls(Duration.ofSeconds(5)).backoff());
  }

  @ParameterizedTest(name = "{0} a second: alone {1} ms, beside calls {2} ms")
  @CsvSource({
    "0.1, 3000, 1500",
    "0.333, 3000, 1500",
    "2, 3000, 1500",
    "5, 2000, 600",
    "10, 1000, 300",
    "675, 1000, 300"
  })
  void shouldReserveASlowPoolFurtherAhead(double rate, long alone, long beside) {
    assertEquals(alone * 1_000, QuotaRole.BATCH_ALONE.horizonMicros(rate));
    assertEquals(beside * 1_000, BATCH.horizonMicros(rate));
    assertEquals(5 * S, CALLS.horizonMicros(rate), "a call's own wait is its limit");
    assertEquals(rate < 10, QuotaRole.BATCH_ALONE.takesTurns(rate));
    assertEquals(rate < 10, BATCH.takesTurns(rate));
    assertFalse(CALLS.takesTurns(rate));
  }

  @Test
  void shouldKnowHowFarAheadOthersReserveASlowTarget() {
    QuotaRole brief = QuotaRole.calls(Duration.ofSeconds(1), 1);
    assertEquals(3 * S, brief.longestHorizonMicros(1));
    assertEquals(S, brief.longestHorizonMicros(25));
    assertEquals(5 * S, CALLS.longestHorizonMicros(1));
  }
}
