package io.fanlens.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.settings.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Applies the same random steps to a store and in memory: both must agree on every condition and
 * every item. For the tests of stores.
 */
public final class StoreComparison {

  private static final long S = 1_000_000;
  private static final String GROUP = "DetectFaces#comparison";
  private static final List<Target> TARGETS =
      List.of(Target.home("eu-west-1"), Target.home("eu-west-2"), new Target("123", "us-east-1"));

  private final RandomGenerator random;
  private long now = 1_800_000_000L * S;

  private StoreComparison(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Runs so many steps; fails at the first difference. */
  public static void run(QuotaTable store, int steps, long seed) throws TableUnavailableException {
    StoreComparison comparison = new StoreComparison(seed);
    MemoryQuotaTable memory = new MemoryQuotaTable(InstantSource.fixed(Instant.EPOCH));
    for (int i = 0; i < steps; i++) {
      Target target = TARGETS.get(comparison.random.nextInt(TARGETS.size()));
      QuotaStep step = comparison.step(memory.read(GROUP).state(target));
      StepResult expected = memory.apply(GROUP, target, step);
      assertEquals(expected, store.apply(GROUP, target, step), "step " + i + ": " + step);
      assertEquals(
          memory.read(GROUP).states(), store.read(GROUP).states(), "after step " + i + ": " + step);
      comparison.now += comparison.random.nextLong(S);
    }
  }

  private QuotaStep step(TargetState item) {
    long some = random.nextLong(3 * S);
    String owner = random.nextBoolean() ? "a" : "b";
    long seenInterval = random.nextInt(4) == 0 ? some : item.rate().interval();
    return switch (random.nextInt(14)) {
      case 0, 1 -> new QuotaStep.Append(now - some, now + S, some);
      case 2, 3 -> new QuotaStep.Restart(now - 20_000, now, some);
      case 4 -> new QuotaStep.GiveBack(now + some, some);
      case 5 -> new QuotaStep.Repair(random.nextBoolean() ? item.tat() : some, now + S);
      case 6 -> new QuotaStep.Arm(now, now - some);
      case 7 -> new QuotaStep.Cut(now, seenInterval, some + 1, now - S);
      case 8 -> new QuotaStep.Raise(now, seenInterval, some + 1, now - S);
      case 9 -> new QuotaStep.SlowStart(now, S, now - some);
      case 10 ->
          random.nextBoolean()
              ? new QuotaStep.FirstFault(now, now - some)
              : new QuotaStep.NextFault(now, now - some);
      case 11 ->
          random.nextBoolean()
              ? new QuotaStep.ClearFaults(item.breaker().faultAt())
              : new QuotaStep.Open(now + some, some + 1);
      case 12 -> new QuotaStep.Probe(now, now + some, owner);
      default ->
          random.nextBoolean()
              ? new QuotaStep.Close(owner, now, S)
              : new QuotaStep.Reopen(owner, now + some, some + 1);
    };
  }
}
