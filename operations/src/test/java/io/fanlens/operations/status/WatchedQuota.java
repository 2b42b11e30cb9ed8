package io.fanlens.operations.status;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.Micros;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Target;
import io.fanlens.status.QueueDepth;
import io.fanlens.status.TargetItem;
import java.time.Instant;
import java.util.List;

/** Two Regions at work: each read is half a second and some calls later. */
final class WatchedQuota {

  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private int reads;

  LiveSnapshot next() {
    reads++;
    return new LiveSnapshot(
        Micros.of(START.plusMillis(500L * reads)),
        new QueueDepth(1_000_000 / reads, 2, 0, 0),
        List.of(item("us-east-1", 25), item("ap-southeast-1", 1)));
  }

  private TargetItem item(String region, int calls) {
    return new TargetItem(
        Operation.DETECT_FACES,
        new TargetQuota(Target.home(region), 100, 1),
        TargetState.NEW.withTat(1).plus(new CallCounts(1 + (long) calls * reads, 0, 0)));
  }
}
