package io.fanlens.e2e.adapters;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.TargetState;
import java.util.random.RandomGenerator;

/** Random steps of the quota protocol with times so near to an item's that half of them apply. */
final class QuotaSteps {

  private static final long BASE = 1_000;
  private static final int KINDS = 24;

  private QuotaSteps() {}

  static QuotaStep random(RandomGenerator random, TargetState item) {
    long seen = random.nextBoolean() ? item.rate().interval() : item.rate().interval() + 1;
    String owner = random.nextBoolean() ? "a" : "b";
    long length = 1 + random.nextLong(20);
    return switch (random.nextInt(KINDS)) {
      case 0 -> append(random, item, length);
      case 1 -> new QuotaStep.Restart(near(random, item.tat()), near(random, item.tat()), length);
      case 2 ->
          new QuotaStep.GiveBack(
              random.nextBoolean() ? Math.max(1, item.tat()) : near(random, item.tat()), length);
      case 19 ->
          new QuotaStep.ShareGiveBack(
              new QuotaStep.GiveBack(
                  random.nextBoolean() ? Math.max(1, item.tat()) : near(random, item.tat()),
                  length),
              2 * length);
      case 3 ->
          new QuotaStep.Repair(
              random.nextBoolean() && item.tat() > 0 ? item.tat() : near(random, item.tat()),
              near(random, 0));
      case 4 ->
          new QuotaStep.Arm(
              near(random, item.rate().armedAt()), near(random, item.rate().armedAt()));
      case 5 ->
          new QuotaStep.Cut(
              near(random, item.rate().cutAt()),
              seen,
              length,
              1 + random.nextLong(20),
              near(random, item.rate().cutAt()));
      case 6 ->
          new QuotaStep.CancelProbe(
              owner,
              random.nextBoolean()
                  ? Math.max(1, item.breaker().openUntil())
                  : near(random, item.breaker().openUntil()),
              near(random, 0));
      case 7 ->
          new QuotaStep.SlowStart(
              near(random, item.ramp().startedAt()), length, near(random, item.ramp().startedAt()));
      case 8 -> new QuotaStep.FirstFault(near(random, 0), near(random, item.breaker().faultAt()));
      case 9 -> new QuotaStep.NextFault(near(random, 0), near(random, item.breaker().faultAt()));
      case 10 -> new QuotaStep.ClearFaults(near(random, item.breaker().faultAt()));
      case 11 -> new QuotaStep.Open(near(random, 0), length);
      case 12 ->
          new QuotaStep.Probe(near(random, item.breaker().openUntil()), near(random, 0), owner);
      case 13 -> new QuotaStep.Close(owner, near(random, 0), length);
      case 14, 20, 21, 22 -> {
        long earliest = near(random, item.apiTat());
        yield new QuotaStep.ShareAppend(
            append(random, item, length), earliest, earliest + random.nextLong(60), 2 * length);
      }
      case 15 -> {
        long before = near(random, item.apiTat());
        yield new QuotaStep.ShareRestart(
            append(random, item, length), before, before + random.nextLong(60), near(random, 0));
      }
      case 16 -> new QuotaStep.Wait(near(random, item.waitingAt()), near(random, item.waitingAt()));
      case 17 -> {
        long earliest = near(random, item.turnAt());
        yield new QuotaStep.GiveTurn(earliest, earliest + random.nextLong(60), length);
      }
      case 18 -> {
        long base = near(random, item.turnAt());
        yield new QuotaStep.FirstTurn(base, base + random.nextLong(60), length);
      }
      default -> new QuotaStep.Reopen(owner, near(random, 0), length, random.nextBoolean());
    };
  }

  /** What a step counts: every second one nothing. */
  static CallCounts counts(RandomGenerator random) {
    return random.nextBoolean()
        ? CallCounts.NONE
        : new CallCounts(random.nextInt(3), random.nextInt(3), random.nextInt(3));
  }

  private static QuotaStep.Append append(RandomGenerator random, TargetState item, long length) {
    long earliest = near(random, item.tat());
    return new QuotaStep.Append(earliest, earliest + random.nextLong(60), length);
  }

  /** Above zero, a little before or after that time. */
  private static long near(RandomGenerator random, long time) {
    return Math.max(BASE, time) + random.nextLong(-50, 51);
  }
}
