package io.fanlens.quota.reservation;

import io.fanlens.quota.QuotaGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The groups that one reservation saw without room since it began. What is only reserved by others
 * more quickly has room: a failed write is no sign of a full group, the item that comes back with
 * it is.
 */
final class FullGroups {

  private final Set<String> keys = new HashSet<>();

  void add(QuotaGroup group) {
    keys.add(group.key());
  }

  /** It has room after all. */
  void remove(QuotaGroup group) {
    keys.remove(group.key());
  }

  boolean containsAll(List<QuotaGroup> groups) {
    return groups.stream().allMatch(group -> keys.contains(group.key()));
  }

  /** Those that were not seen yet, or that had room; all where there is no such group. */
  List<QuotaGroup> leaveOutOf(List<QuotaGroup> groups) {
    List<QuotaGroup> left = groups.stream().filter(group -> !keys.contains(group.key())).toList();
    return left.isEmpty() ? groups : left;
  }
}
