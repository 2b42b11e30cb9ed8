package io.fanlens.operations.status;

import io.fanlens.operations.deployment.Deployment;
import io.fanlens.quota.Micros;
import io.fanlens.status.QueueDepth;
import io.fanlens.status.QuotaReader;
import io.fanlens.status.TargetItem;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads what changes while a deployment works: the quota items each time, the queues every two
 * seconds, since Amazon SQS's counts are no newer than that.
 */
public final class LiveReader implements Supplier<LiveSnapshot> {

  private static final long QUEUES_EVERY = 2_000_000;

  private final StatusReader queues;
  private final QuotaReader quotas;
  private final InstantSource clock;
  private QueueDepth depth;
  private long depthReadAt;

  public LiveReader(Deployment deployment, InstantSource clock) {
    this.queues = new StatusReader(deployment, clock);
    this.quotas = new QuotaReader(deployment.dynamoDb(), deployment.settings());
    this.clock = clock;
  }

  @Override
  public LiveSnapshot get() {
    long now = now();
    if (depth == null || Math.abs(now - depthReadAt) >= QUEUES_EVERY) {
      depth = queues.depth();
      depthReadAt = now;
    }
    long at = now();
    List<TargetItem> items = StatusReader.items(quotas);
    return new LiveSnapshot(at, depth, items);
  }

  private long now() {
    return Micros.of(clock.instant());
  }
}
