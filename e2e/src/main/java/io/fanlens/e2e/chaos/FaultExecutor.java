package io.fanlens.e2e.chaos;

import static io.fanlens.local.rekognition.control.RekognitionControl.ANY;

import io.fanlens.local.cloud.LocalCloud;
import io.fanlens.local.lambda.ChildHandle;
import io.fanlens.local.rekognition.control.Fault;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.log.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Injects the faults of a plan into a running cloud. */
final class FaultExecutor implements AutoCloseable {

  private static final List<String> REGIONS =
      List.of("us-east-1", "us-east-2", "us-west-1", "us-west-2");

  private static final double SHARE = 0.35;
  private static final int AT_ONCE = 3;

  /** Well over the call's time-out. */
  private static final Duration HANG = ShortTimings.TIMES.call().plusSeconds(2);

  /** As long as a moment is waited for in which a call is in the air. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(8);

  private final LocalCloud cloud;
  private final StorageFaults storage;
  private final Journal journal;
  private final ScheduledExecutorService ends =
      Executors.newScheduledThreadPool(
          2, task -> Thread.ofPlatform().daemon().name("faults").unstarted(task));
  private final Map<ChaosFault.Kind, Integer> done = new EnumMap<>(ChaosFault.Kind.class);
  private final Map<String, Integer> regions = new ConcurrentHashMap<>();

  FaultExecutor(LocalCloud cloud, StorageFaults storage, Journal journal) {
    this.cloud = cloud;
    this.storage = storage;
    this.journal = journal;
  }

  /** How often each was injected. */
  Map<ChaosFault.Kind, Integer> done() {
    return Map.copyOf(done);
  }

  void begin(ChaosFault fault) {
    done.merge(fault.kind(), 1, Integer::sum);
    String region = REGIONS.get(fault.number() % REGIONS.size());
    RekognitionControl rekognition = cloud.rekognition();
    switch (fault.kind()) {
      case KILL_ANY -> any(fault.number()).ifPresent(child -> kill(child, "killed"));
      case KILL_IN_FLIGHT ->
          soon(() -> inFlight().ifPresent(c -> kill(c, "killed with a call in flight")));
      case KILL_BEFORE_WRITE ->
          storage.killBeforeNextFinish(c -> kill(c, "killed between answer and write"));
      case KILL_AFTER_WRITE ->
          storage.killAfterNextFinish(c -> kill(c, "killed between write and its answer"));
      case FREEZE -> soon(() -> inFlight().ifPresent(this::freeze));
      case REKOGNITION_HANGS -> rekognition.fault(ANY, ANY, Fault.hangNext(AT_ONCE, HANG));
      case REKOGNITION_LOSES_ANSWERS ->
          rekognition.fault(ANY, ANY, Fault.next(AT_ONCE, Fault.Kind.LOSE_ANSWER));
      case REKOGNITION_THROTTLES -> share(fault, Fault.Kind.THROTTLE, SHARE);
      case REKOGNITION_ERRORS -> share(fault, Fault.Kind.INTERNAL_ERROR, SHARE);
      case REKOGNITION_PAGES -> share(fault, Fault.Kind.GATEWAY, SHARE);
      case REKOGNITION_CUT -> share(fault, Fault.Kind.DROP_CONNECTION, 1);
      case REGION_DOWN -> outage(fault, region, Outage.FAIL);
      case REGION_PAGES -> outage(fault, region, Outage.GATEWAY);
      case REGION_HANGS -> outage(fault, region, Outage.HANG);
      default -> {
        storage.begin(fault.kind());
        after(fault.lasts(), () -> storage.end(fault.kind()));
      }
    }
  }

  private void outage(ChaosFault fault, String region, Outage outage) {
    regions.merge(region, 1, Integer::sum);
    cloud.rekognition().outage(ANY, region, outage);
    after(
        fault.lasts(),
        () -> {
          if (regions.merge(region, -1, Integer::sum) == 0) {
            cloud.rekognition().clear(ANY, region);
          }
        });
  }

  /** In all Regions; ends with every other fault of that kind. */
  private void share(ChaosFault fault, Fault.Kind kind, double share) {
    cloud.rekognition().fault(ANY, ANY, Fault.withProbability(share, kind));
    after(fault.lasts(), () -> cloud.rekognition().clear(ANY, ANY));
  }

  /** Ends all of it. */
  void clear() {
    ends.shutdownNow();
    storage.clear();
    cloud.rekognition().clear(ANY, ANY);
    REGIONS.forEach(region -> cloud.rekognition().clear(ANY, region));
  }

  private Optional<ChildHandle> any(int number) {
    List<ChildHandle> children = cloud.children();
    return children.isEmpty()
        ? Optional.empty()
        : Optional.of(children.get(number % children.size()));
  }

  /** Waits for a call that is under way, and says whose it is. */
  private Optional<ChildHandle> inFlight() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < end && !ends.isShutdown()) {
      for (Call call : cloud.rekognitionCalls().since(journal.now().minusSeconds(10))) {
        if (call.outcome().equals(Call.PENDING)) {
          Optional<ChildHandle> child = child(call.caller());
          if (child.isPresent()) {
            return child;
          }
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<ChildHandle> child(String id) {
    return cloud.children().stream().filter(child -> child.id().equals(id)).findFirst();
  }

  private void kill(String id, String how) {
    child(id).ifPresent(child -> kill(child, how));
  }

  private void kill(ChildHandle child, String how) {
    journal.intend(child.id(), how);
    child.kill();
  }

  private void freeze(ChildHandle child) {
    journal.intend(child.id(), "frozen, then ended by its time-out");
    try {
      new ProcessBuilder("kill", "-STOP", Long.toString(child.pid())).start().waitFor();
    } catch (IOException e) {
      child.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      child.kill();
    }
  }

  private void soon(Runnable task) {
    Thread.ofVirtual().name("fault").start(task);
  }

  private void after(Duration time, Runnable task) {
    var unused = ends.schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    ends.shutdownNow();
  }
}
