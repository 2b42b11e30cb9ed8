package io.fanlens.quota;

import java.util.List;

/**
 * Targets whose items are read with one query: one partition of the table.
 *
 * @param key partition key, {@code operation#group}
 */
public record QuotaGroup(String key, List<TargetQuota> targets) {

  public QuotaGroup {
    if (key == null || key.isBlank()) {
      throw new IllegalArgumentException("key of a group is missing");
    }
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException(
          "group %s has no target; give it at least one".formatted(key));
    }
  }

  /** What the group can do a second. */
  public double permitsPerSecond() {
    return targets.stream().mapToDouble(TargetQuota::permitsPerSecond).sum();
  }

  public double weight() {
    return targets.stream().mapToDouble(TargetQuota::weight).sum();
  }
}
