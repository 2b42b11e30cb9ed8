package io.fanlens.quota;

import io.fanlens.settings.Target;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The table in memory, for tests, simulations and a single process. */
public final class MemoryQuotaTable implements QuotaTable {

  private final InstantSource clock;
  private final Map<String, Map<Target, TargetState>> groups = new HashMap<>();

  public MemoryQuotaTable(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized QuotaView read(String group) {
    return new QuotaView(
        groups.getOrDefault(group, Map.of()), OptionalLong.of(clock.instant().getEpochSecond()));
  }

  @Override
  public synchronized StepResult apply(
      String group, Target target, QuotaStep step, CallCounts counts) {
    Map<Target, TargetState> items = groups.computeIfAbsent(group, g -> new HashMap<>());
    TargetState before = items.getOrDefault(target, TargetState.NEW);
    return step.applyTo(before)
        .map(
            after -> {
              items.put(target, after.plus(counts));
              return new StepResult(true, before);
            })
        .orElseGet(() -> new StepResult(false, before));
  }

  @Override
  public StepResult apply(String group, Target target, QuotaStep step) {
    return apply(group, target, step, CallCounts.NONE);
  }

  /** Sets an item. */
  public synchronized void put(String group, Target target, TargetState state) {
    groups.computeIfAbsent(group, g -> new HashMap<>()).put(target, state);
  }
}
