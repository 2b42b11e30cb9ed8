package io.fanlens.bench.simulation;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Target;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The table in memory, for tests, simulations and a single process. */
public final class InMemoryQuotaTable implements QuotaTable {

  private final InstantSource clock;
  private final Map<String, Map<Target, TargetState>> groups = new HashMap<>();

  public InMemoryQuotaTable(InstantSource clock) {
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
}
