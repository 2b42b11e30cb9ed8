package io.fanlens.operations.status;

import io.fanlens.settings.Operation;
import io.fanlens.settings.Target;
import io.fanlens.status.QueueDepth;
import io.fanlens.status.TargetItem;
import java.util.List;

/**
 * The queues and the quota items as they were read.
 *
 * @param at microseconds since 1970
 * @param items of each operation and target; empty when targets are drawn by weight alone
 */
public record LiveSnapshot(long at, QueueDepth depth, List<TargetItem> items) {

  public LiveSnapshot {
    items = List.copyOf(items);
  }

  /** Names an item. */
  record Key(Operation operation, Target target) {

    static Key of(TargetItem item) {
      return new Key(item.operation(), item.quota().target());
    }
  }
}
