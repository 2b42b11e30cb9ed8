package io.fanlens.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.TargetQuota;
import io.fanlens.settings.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold with the real deciding code, whatever the seed. */
final class QuotaSimulationTest {

  private static final double SECONDS = 60;
  private static final double NETWORK_JITTER = 0.005;
  private static final double LATE = 0.1;

  private static Scenario burst(String pool, double depth, long seed) {
    return builder(pool, depth, seed).build();
  }

  private static ScenarioBuilder builder(String pool, double depth, long seed) {
    QuotaPool parsed = PoolNames.parse(pool);
    int pictures = (int) (SECONDS * parsed.permitsPerSecond());
    return Scenario.builder(pool, parsed, pictures, depth, seed);
  }

  private static Target first(Scenario scenario) {
    return scenario.pool().groups().getFirst().targets().getFirst().target();
  }

  private static SimulationResult run(Scenario scenario) {
    SimulationResult result = Simulation.run(scenario, Approach.FANLENS);
    assertEquals(scenario.pictures(), result.done(), "pictures done");
    return result;
  }

  /**
   * In any window w: at most rate x w + k + rate x (2 x skew + jitter), for every target; k is a
   * reservation, and a probe may come on top.
   */
  private static void assertBound(Scenario scenario, SimulationResult result, double times) {
    double skew = scenario.maxSkew() / 1e6;
    for (QuotaTargetRate target : rates(scenario.pool())) {
      double rate = times * target.rate();
      double reservation = Math.max(1, target.rate() / 10);
      double allowed = reservation + 2 + rate * (2 * skew + LATE + NETWORK_JITTER + 0.02);
      double worst = result.logs().get(target.target()).worstExcess(rate);
      assertTrue(
          worst <= allowed,
          () ->
              "%s: %.1f calls over %.1f/s in a window, allowed are %.1f"
                  .formatted(target.target().key(), worst, rate, allowed));
    }
  }

  private record QuotaTargetRate(Target target, double rate) {}

  private static List<QuotaTargetRate> rates(QuotaPool pool) {
    return pool.groups().stream()
        .flatMap(group -> group.targets().stream())
        .map(q -> new QuotaTargetRate(q.target(), q.permitsPerSecond()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "2x50, 0.5",
    "2x50, 1.0",
    "3x100+15x25, 0.5",
    "3x50+14x5, 0.5",
    "3x100, 0.5",
    "1x100+3x25, 0.5"
  })
  void shouldDrainInOneHundredthThreeOfTheIdealWithoutThrottling(String pool, double depth) {
    for (long seed = 1; seed <= 4; seed++) {
      Scenario scenario = burst(pool, depth, seed);
      SimulationResult result = run(scenario);
      String what = pool + " seed " + seed;
      assertAll(
          () -> assertTrue(result.drainToIdeal() <= 1.03, what + " " + result.drainToIdeal()),
          () -> assertTrue(result.throttledPercent() < 0.1, what),
          () -> assertTrue(result.callsAPicture() < 1.005, what),
          () -> assertTrue(result.use() > 0.97, what + " " + result.use()));
      assertBound(scenario, result, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2x50", "3x100+15x25", "4x25"})
  void shouldStayCleanWithATenthOfASecondOfBurstDepth(String pool) {
    for (long seed = 1; seed <= 4; seed++) {
      SimulationResult result = run(burst(pool, 0.1, seed));
      assertTrue(result.drainToIdeal() <= 1.05, pool + " " + result.drainToIdeal());
      assertTrue(result.throttledPercent() < 1, pool + " " + result.throttledPercent());
    }
  }

  @Test
  void shouldHoldTheBoundAndUseTheQuotasWithAnyPoolSkewAndLateness() {
    for (long seed = 1; seed <= 12; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<TargetQuota> targets = new ArrayList<>();
      int count = 2 + random.nextInt(40);
      for (int i = 0; i < count; i++) {
        double rate = 5 + random.nextInt(100);
        targets.add(new TargetQuota(Target.home("region" + i), rate, rate));
      }
      QuotaPool pool = QuotaPool.of("DetectFaces", targets);
      int pictures = (int) (30 * pool.permitsPerSecond());
      Scenario scenario =
          Scenario.builder("random", pool, pictures, 0.5, seed)
              .maxSkew(random.nextInt(50_000))
              .meanLateness(random.nextInt(10_000))
              .build();
      SimulationResult result = run(scenario);
      assertBound(scenario, result, 1);
      long finalSeed = seed;
      assertTrue(result.use() > 0.97, () -> "seed " + finalSeed + " use " + result.use());
    }
  }

  @Test
  void shouldHoldTheBoundWithClocksHalfASecondOff() {
    Scenario scenario = builder("3x100+15x25", 0.5, 3).maxSkew(500_000).meanLateness(5_000).build();
    assertBound(scenario, run(scenario), 1);
  }

  @Test
  void shouldNotSendLateWhenThreadsWakeLate() {
    // One start in six comes more than 0.1 s late: it is lost and reserved anew.
    Scenario scenario = builder("3x100+15x25", 0.5, 3).maxSkew(10_000).meanLateness(60_000).build();
    SimulationResult result = run(scenario);
    assertTrue(result.lostPermits() > 1_000, "lost " + result.lostPermits());
    assertEquals(0, result.throttled());
    assertBound(scenario, result, 1);
  }

  @Test
  void shouldNotReserveWithClocksThatAreFarOff() {
    // Two of three processes are off by more than a second; what slips through is under two.
    Scenario scenario =
        builder("3x100+15x25", 0.5, 3).maxSkew(3_000_000).meanLateness(2_000).build();
    SimulationResult result = run(scenario);
    assertTrue(result.requeued() > 0, "some processes must refuse to reserve");
    double allowed = 10 + 2 + 100 * (2 * 2.0 + LATE + NETWORK_JITTER + 0.02);
    double worst = result.logs().get(first(scenario)).worstExcess(100);
    assertTrue(worst <= allowed, worst + " calls over, allowed are " + allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2x50", "3x100+15x25"})
  void shouldLoseOnlyADeadTargetsOwnShare(String pool) {
    Scenario healthy = burst(pool, 0.5, 1);
    Scenario scenario =
        builder(pool, 0.5, 1).faults(first(healthy), TargetFault.dead(25, 35)).build();
    SimulationResult result = run(scenario);
    double share = rates(scenario.pool()).getFirst().rate() / scenario.pool().permitsPerSecond();
    double allowed = 1.03 * SECONDS + share * (10 + 2 + 1);
    assertTrue(result.drainSeconds() <= allowed, result.drainSeconds() + " of " + allowed);
    assertTrue(result.throttledPercent() < 0.1);
    assertTrue(result.faults() < 10 + 2 * 50, "faults: " + result.faults());
    assertBound(scenario, result, 1);
  }

  @Test
  void shouldComeBackFromATargetThatHangs() {
    Scenario healthy = burst("3x100+15x25", 0.5, 1);
    SimulationResult result =
        run(
            builder("3x100+15x25", 0.5, 1)
                .faults(first(healthy), TargetFault.hanging(25, 35))
                .build());
    assertTrue(result.drainToIdeal() < 1.2, "drain / ideal " + result.drainToIdeal());
    assertTrue(result.faults() < 3.5 * 100 + 20, "calls that hung: " + result.faults());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2x50", "3x100+15x25"})
  void shouldFindOutThatATargetHasHalfOfWhatItClaims(String pool) {
    for (long seed = 1; seed <= 3; seed++) {
      Scenario healthy = burst(pool, 0.5, seed);
      Scenario scenario = builder(pool, 0.5, seed).trueShare(first(healthy), 0.5).build();
      SimulationResult result = run(scenario);
      double quota = rates(scenario.pool()).getFirst().rate();
      SimulatedCallLog log = result.logs().get(first(healthy));
      int early = log.countBetween(SimulatedTarget.Answer.THROTTLED, 0, 10);
      int later = log.countBetween(SimulatedTarget.Answer.THROTTLED, 10, 1e6);
      assertTrue(result.drainToIdeal() <= 1.10, pool + " " + result.drainToIdeal());
      assertTrue(early <= 3 * quota, early + " throttled at first");
      assertTrue(later < 0.005 * result.calls(), later + " throttled later");
    }
  }

  @ParameterizedTest
  @CsvSource({"2x50, 0", "2x50, 60", "3x100+15x25, 0", "3x100+15x25, 60", "3x50+14x5, 0"})
  void shouldUseTheQuotasAgainAfterSomebodyElsesThrottling(String pool, double quietSeconds) {
    for (long seed = 1; seed <= 3; seed++) {
      double rate = PoolNames.parse(pool).permitsPerSecond();
      double burst = 22 + quietSeconds;
      Scenario scenario =
          builder(pool, 0.5, seed)
              .faultsEverywhere(TargetFault.throttled(0, 20))
              .waves(
                  Wave.every(1 / rate, 0, (int) (20 * rate)),
                  Wave.atOnce(burst, (int) (180 * rate)))
              .build();
      SimulationResult result = run(scenario);
      double used = answered(result, burst + 60, burst + 120) / (60 * rate);
      assertTrue(used >= 0.97, pool + " seed " + seed + " used " + used);
      double throttled = count(result, SimulatedTarget.Answer.THROTTLED, 22, 1e6);
      assertTrue(throttled < 0.005 * result.calls(), throttled + " throttled later");
      assertBound(scenario, result, 1);
    }
  }

  private static double answered(SimulationResult result, double from, double to) {
    return count(result, SimulatedTarget.Answer.OK, from, to);
  }

  private static double count(
      SimulationResult result, SimulatedTarget.Answer answer, double from, double to) {
    return result.logs().values().stream()
        .mapToInt(log -> log.countBetween(answer, from, to))
        .sum();
  }

  @Test
  void shouldStayCalmForTenMinutesWhenATargetHasHalfOfWhatItClaims() {
    QuotaPool pool = PoolNames.parse("2x50");
    Scenario scenario =
        Scenario.builder("half", pool, 600 * 75, 0.5, 1)
            .trueShare(Target.home("region0"), 0.5)
            .build();
    SimulationResult result = run(scenario);
    int later =
        result.logs().get(first(scenario)).countBetween(SimulatedTarget.Answer.THROTTLED, 10, 1e6);
    assertTrue(later < 0.005 * result.calls(), later + " throttled later");
    assertTrue(result.use() > 0.98, "use " + result.use());
  }

  @Test
  void shouldUseATargetAgainThatAnswersInTwoSeconds() {
    Target slow = Target.home("region0");
    Scenario scenario =
        builder("3x100+15x25", 0.5, 1)
            .faults(slow, TargetFault.dead(10, 20))
            .latency(slow, 1_800_000)
            .build();
    SimulationResult result = run(scenario);
    SimulatedCallLog log = result.logs().get(slow);
    assertTrue(log.firstAnswerFrom(20) < 26, "first answer at " + log.firstAnswerFrom(20));
    // Not in full: its calls hold many messages, and 3% of them are overdue.
    int answered = log.countBetween(SimulatedTarget.Answer.OK, 30, 50);
    assertTrue(answered > 0.5 * 20 * 100, answered + " answered in 20 s");
  }

  @Test
  void shouldProbeWithOnePictureAMinuteThatIsFetchedFirst() {
    Target sick = Target.home("region0");
    for (long seed = 1; seed <= 5; seed++) {
      SimulationResult result =
          run(
              builder("3x100+15x25", 0.5, seed)
                  .faults(sick, TargetFault.dead(0, 600))
                  .fetch(150_000)
                  .waves(Wave.atOnce(0, 1_000), Wave.every(60, 30, 20))
                  .build());
      // The first picture after the fault comes at 630 s.
      double back = result.logs().get(sick).firstAnswerFrom(600) - 630;
      assertTrue(back < 10, "seed " + seed + " back after " + back + " s");
    }
  }

  @Test
  void shouldSpendTheDaysCallsThoughEachProcessLivesForOnePicture() {
    int calls = 4_000;
    Scenario scenario =
        builder("3x100+15x25", 0.5, 1)
            .waves(Wave.atOnce(0, 5 * calls / 4))
            .onePictureEach()
            .callsPerDay(calls)
            .build();
    SimulationResult result = run(scenario);
    double untilMidnight = 16 * 3600;
    double paid = answered(result, 0, untilMidnight);
    assertTrue(paid <= calls, paid + " paid");
    assertTrue(paid >= 0.95 * calls, paid + " paid");
    assertTrue(answered(result, 0, 600) >= 0.95 * calls, "in minutes, not at the day's end");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.0, 0.5})
  void shouldPaceItselfWhileTheTableIsUnavailable(double shareOfWorkers) {
    Scenario scenario =
        builder("3x100+15x25", 0.5, 1)
            .tableOutages(new TableOutage(20_000_000, 30_000_000, shareOfWorkers))
            .build();
    SimulationResult result = run(scenario);
    assertTrue(
        result.drainToIdeal() < 1.03 + 0.6 * 10 / SECONDS + 0.02, "" + result.drainToIdeal());
    assertTrue(result.throttledPercent() < 0.5, "throttled " + result.throttledPercent());
    assertBound(scenario, result, 1.5);
    int meanwhile =
        result.logs().values().stream()
            .mapToInt(log -> log.countBetween(SimulatedTarget.Answer.OK, 22, 29))
            .sum();
    double share = meanwhile / (7 * scenario.pool().permitsPerSecond());
    double expected = shareOfWorkers == 1 ? 0.5 : 1;
    assertTrue(share > 0.8 * expected && share < 1.02 * expected, "meanwhile " + share);
  }

  @Test
  void shouldRecoverFromASlowTable() {
    // The burst needs about 320 requests a second; 61 processes ask for more at first.
    SimulationResult result =
        run(builder("3x100+15x25", 0.5, 1).tableRequestsPerSecond(400).build());
    assertTrue(result.use() > 0.95, "use " + result.use());
    SimulationResult overloaded =
        run(builder("3x100+15x25", 0.5, 1).tableRequestsPerSecond(50).build());
    assertTrue(overloaded.use() > 0.4, "never much under the fallback: " + overloaded.use());
  }

  @Test
  void shouldProcessEverythingWhileProcessesAreKilled() {
    Scenario scenario = builder("3x100+15x25", 0.5, 1).killedShare(0.02).build();
    SimulationResult result = run(scenario);
    assertTrue(result.use() > 0.93, "use " + result.use());
    assertEquals(0, result.throttled());
    assertBound(scenario, result, 1);
  }

  @Test
  void shouldSpreadOverManyAccounts() {
    QuotaPool pool = PoolNames.parse("3x100+15x25", 10);
    int pictures = (int) (30 * pool.permitsPerSecond());
    Scenario scenario = Scenario.healthy("180 targets", pool, pictures, 0.5, 1);
    SimulationResult result = run(scenario);
    assertTrue(result.use() > 0.97, "use " + result.use());
    assertEquals(0, result.throttled());
    assertBound(scenario, result, 1);
  }

  @Test
  void shouldCostASinglePictureTwoRoundTrips() {
    SimulationResult result =
        run(Scenario.healthy("one", PoolNames.parse("3x100+15x25"), 1, 0.5, 1));
    assertEquals(1, result.reads());
    assertEquals(1, result.writes());
    // A quarter of a second before the call, and twice the mean for the call itself.
    assertTrue(result.p99Wait() < 0.25 + 0.7, "waited " + result.p99Wait());
  }

  @Test
  void shouldDoubleTheThreadsOfALoadTestWithASecondRegion() {
    ClosedLoop.Finding one =
        ClosedLoop.run(ClosedLoop.twoRegions(1.0, 1.0, 1), Approach.BACKOFF, 300, 20);
    ClosedLoop.Finding two =
        ClosedLoop.run(ClosedLoop.twoRegions(0.5, 1.0, 1), Approach.BACKOFF, 300, 20);
    assertEquals(2.0, (double) two.threads() / one.threads(), 0.2);
    ClosedLoop.Finding ours =
        ClosedLoop.run(ClosedLoop.twoRegions(0.5, 1.0, 1), Approach.FANLENS, 300, 5);
    assertEquals(0, ours.throttled());
    assertEquals(300, ours.threads());
    assertTrue(ours.callsPerSecond() > 97, "calls a second: " + ours.callsPerSecond());
  }

  @Test
  void shouldGiveTheSameRunForTheSameSeed() {
    SimulationResult one = run(burst("2x50", 0.5, 42));
    SimulationResult two = run(burst("2x50", 0.5, 42));
    assertEquals(one.drainSeconds(), two.drainSeconds());
    assertEquals(one.writes(), two.writes());
  }
}
