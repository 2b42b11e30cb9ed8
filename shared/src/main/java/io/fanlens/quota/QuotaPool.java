package io.fanlens.quota;

import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All targets of one operation, in groups of at most {@value #LARGEST_GROUP}: a group for each
 * account, more when an account has more targets. A worker reads one group at a time, drawn by
 * weight, so that neither a query nor a partition grows with the number of accounts.
 */
public record QuotaPool(String operation, List<QuotaGroup> groups) {

  static final int LARGEST_GROUP = 36;

  public QuotaPool {
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException(
          "pool of %s has no target; give at least one".formatted(operation));
    }
  }

  public static QuotaPool of(OperationSettings settings) {
    return of(
        settings.operation().apiName(),
        settings.targets().stream()
            .map(t -> new TargetQuota(t.target(), t.permitsPerSecond(), t.weight()))
            .toList());
  }

  public static QuotaPool of(String operation, List<TargetQuota> targets) {
    Set<Target> seen = new HashSet<>();
    Map<String, List<TargetQuota>> byAccount = new LinkedHashMap<>();
    for (TargetQuota quota : targets) {
      if (!seen.add(quota.target())) {
        throw new IllegalArgumentException(
            "target %s of %s is named twice; name each once"
                .formatted(quota.target().key(), operation));
      }
      byAccount.computeIfAbsent(quota.target().account(), a -> new ArrayList<>()).add(quota);
    }
    List<QuotaGroup> groups = new ArrayList<>();
    byAccount.forEach(
        (account, quotas) -> {
          for (int from = 0; from < quotas.size(); from += LARGEST_GROUP) {
            int to = Math.min(quotas.size(), from + LARGEST_GROUP);
            String name = account + (from == 0 ? "" : "-" + (from / LARGEST_GROUP + 1));
            groups.add(new QuotaGroup(operation + "#" + name, quotas.subList(from, to)));
          }
        });
    return new QuotaPool(operation, groups);
  }

  /** Sum of all quotas: what the pool can do a second. */
  public double permitsPerSecond() {
    return groups.stream()
        .flatMap(group -> group.targets().stream())
        .mapToDouble(TargetQuota::permitsPerSecond)
        .sum();
  }
}
