package io.fanlens.bench.realtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of the calls of a run. Times are nanoseconds from its beginning. */
final class CallTally {

  /** Nobody waits longer: API Gateway ends a request then. */
  static final Duration PATIENCE = Duration.ofSeconds(29);

  private final long measuredFrom;
  private final long end;
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger answeredMeanwhile = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();

  CallTally(Duration warmUp, Duration measured) {
    this.measuredFrom = warmUp.toNanos();
    this.end = warmUp.plus(measured).toNanos();
  }

  void ended(long arrival, long now, boolean isAnswered) {
    boolean inTime = isAnswered && now - arrival <= PATIENCE.toNanos();
    if (isAnswered) {
      answered.incrementAndGet();
    }
    if (inTime && now >= measuredFrom && now < end) {
      answeredMeanwhile.incrementAndGet();
    }
    if (arrival < measuredFrom) {
      return;
    }
    if (inTime) {
      latencies.add(now - arrival);
    } else {
      refused.incrementAndGet();
    }
  }

  /**
   * Of the calls that came once the run was warm; the answers a second are those of that time.
   *
   * @param serviceCalls which reached the service, throttled ones included, in the whole run
   */
  CallFigures figures(long serviceCalls) {
    List<Long> sorted = latencies.stream().sorted().toList();
    int all = sorted.size() + refused.get();
    return new CallFigures(
        answeredMeanwhile.get() * 1e9 / (end - measuredFrom),
        (double) refused.get() / Math.max(1, all),
        seconds(sorted, 0.5),
        seconds(sorted, 0.99),
        (double) serviceCalls / Math.max(1, answered.get()));
  }

  private static double seconds(List<Long> sorted, double quantile) {
    return sorted.isEmpty() ? 0 : sorted.get((int) (quantile * (sorted.size() - 1))) / 1e9;
  }
}
