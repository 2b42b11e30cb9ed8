package io.fanlens.bench.simulation;

import io.fanlens.quota.CallCounts;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.settings.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The quota table with its latency, outages and a limit of requests a second: what comes faster
 * than that queues up, and answers later than the time-out are lost although they were done.
 */
public final class SimulatedTable {

  private static final double SIGMA = 0.4;

  private final EventLoop loop;
  private final RandomGenerator random;
  private final InMemoryQuotaTable table;
  private final double meanLatency;
  private final long timeout;
  private final double requestsPerSecond;
  private final List<TableOutage> faults;
  private final Map<Target, Integer> writesOfSecond = new HashMap<>();
  private long second;
  private long busyUntil;

  private long reads;
  private long writes;
  private long failedConditions;
  private int mostWritesOfAnItem;

  SimulatedTable(
      EventLoop loop,
      RandomGenerator random,
      double meanLatencyMicros,
      long timeout,
      double requestsPerSecond,
      List<TableOutage> faults) {
    this.loop = loop;
    this.random = random;
    this.table = new InMemoryQuotaTable(loop);
    this.meanLatency = meanLatencyMicros;
    this.timeout = timeout;
    this.requestsPerSecond = requestsPerSecond;
    this.faults = List.copyOf(faults);
  }

  /** Reads; the view comes later, empty when it does not come in time. */
  void read(double worker, String group, Consumer<Optional<QuotaView>> then) {
    reads++;
    request(worker, () -> table.read(group), then);
  }

  /** Writes; the result comes later, empty when it does not come in time. */
  void apply(
      double worker,
      String group,
      Target target,
      QuotaStep step,
      CallCounts counts,
      Consumer<Optional<StepResult>> then) {
    request(
        worker,
        () -> {
          count(target);
          StepResult result = table.apply(group, target, step, counts);
          failedConditions += result.applied() ? 0 : 1;
          return result;
        },
        then);
  }

  private <T> void request(double worker, Supplier<T> work, Consumer<Optional<T>> then) {
    if (isUnavailable(worker)) {
      loop.after(timeout, () -> then.accept(Optional.empty()));
      return;
    }
    long sentAt = loop.now();
    long there = RandomTimes.lognormal(random, meanLatency / 2, SIGMA);
    long back = RandomTimes.lognormal(random, meanLatency / 2, SIGMA);
    busyUntil = Math.max(busyUntil, sentAt + there) + (long) (1e6 / requestsPerSecond);
    loop.at(
        Math.max(sentAt + there, busyUntil - (long) (1e6 / requestsPerSecond)),
        () -> {
          T answer = work.get();
          long arrives = loop.now() + back;
          if (arrives - sentAt > timeout) {
            loop.at(sentAt + timeout, () -> then.accept(Optional.empty()));
          } else {
            loop.at(arrives, () -> then.accept(Optional.of(answer)));
          }
        });
  }

  private boolean isUnavailable(double worker) {
    long since = loop.now() - EventLoop.START;
    return faults.stream()
        .anyMatch(t -> since >= t.from() && since < t.to() && worker < t.shareOfWorkers());
  }

  private void count(Target target) {
    writes++;
    long now = loop.now() / 1_000_000;
    if (now != second) {
      second = now;
      writesOfSecond.clear();
    }
    mostWritesOfAnItem =
        Math.max(mostWritesOfAnItem, writesOfSecond.merge(target, 1, Integer::sum));
  }

  InMemoryQuotaTable contents() {
    return table;
  }

  long reads() {
    return reads;
  }

  long writes() {
    return writes;
  }

  long failedConditions() {
    return failedConditions;
  }

  int mostWritesOfAnItem() {
    return mostWritesOfAnItem;
  }
}
