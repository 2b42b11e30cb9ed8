package io.fanlens.operations.status;

import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Target;
import java.util.List;

/**
 * The queues and the quota items as they were read.
 *
 * @param at microseconds since 1970
 * @param items of each operation and target; empty when targets are drawn by weight alone
 */
public record LiveSnapshot(long at, StatusReader.Depth depth, List<Item> items) {

  public LiveSnapshot {
    items = List.copyOf(items);
  }

  /** The state of one operation's target. */
  public record Item(Operation operation, TargetQuota quota, TargetState state) {

    Key key() {
      return new Key(operation, quota.target());
    }
  }

  /** Names an item. */
  record Key(Operation operation, Target target) {}
}
