package io.fanlens.bench.peers;

import io.fanlens.local.cloud.LocalCloud;
import io.fanlens.local.lambda.ChildHandle;
import io.fanlens.local.lambda.LambdaEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Fanlens' own function, as the local cloud runs it; pictures start its processes. */
final class FanlensPeer implements Peer {

  /** Counts what the function's processes do, from the cloud's start on. */
  static final class Meter {

    private final AtomicLong firstStart = new AtomicLong();
    private final AtomicLong billedNanos = new AtomicLong();

    void on(LambdaEvent event) {
      switch (event) {
        case LambdaEvent.ChildStarted _ -> firstStart.compareAndSet(0, System.nanoTime());
        case LambdaEvent.InvocationEnded ended -> billedNanos.addAndGet(ended.duration().toNanos());
        default -> {
          // Nothing that is measured.
        }
      }
    }
  }

  private final LocalCloud cloud;
  private final Meter meter;

  FanlensPeer(LocalCloud cloud, Meter meter) {
    this.cloud = cloud;
    this.meter = meter;
  }

  @Override
  public String bucket() {
    return cloud.outputs().get("BucketName");
  }

  @Override
  public String table() {
    return cloud.outputs().get("TableName");
  }

  @Override
  public String finished() {
    return "status";
  }

  @Override
  public void startFirst() {}

  @Override
  public long firstStart() {
    return meter.firstStart.get();
  }

  @Override
  public void startOthers() {}

  @Override
  public double billedMillis() {
    return meter.billedNanos.get() / 1e6;
  }

  @Override
  public List<Long> processes() {
    return cloud.children().stream().map(ChildHandle::pid).toList();
  }

  @Override
  public void close() {}
}
