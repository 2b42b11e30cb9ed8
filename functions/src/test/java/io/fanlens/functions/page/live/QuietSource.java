package io.fanlens.functions.page.live;

import io.fanlens.access.ApiClient;
import io.fanlens.status.FailureCount;
import io.fanlens.status.QueueDepth;
import io.fanlens.status.TargetItem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A deployment without an API, a limit and quotas. It counts what it is asked. */
public final class QuietSource implements LiveSource {

  int queues;
  int targets;
  int failures;
  Optional<Spending> spending = Optional.empty();
  Optional<List<ApiClient>> clients = Optional.empty();

  @Override
  public QueueDepth queue() {
    queues++;
    return new QueueDepth(queues, 2, 3, 4);
  }

  @Override
  public List<TargetItem> targets() {
    targets++;
    return List.of();
  }

  @Override
  public FailureCount failed(LocalDate day) {
    failures++;
    return new FailureCount(1, new TreeMap<>(Map.of("BROKEN", 2L, "TOO_SMALL", 1L)), true);
  }

  @Override
  public Optional<Spending> spending(LocalDate day) {
    return spending;
  }

  @Override
  public Optional<List<ApiClient>> clients() {
    return clients;
  }
}
