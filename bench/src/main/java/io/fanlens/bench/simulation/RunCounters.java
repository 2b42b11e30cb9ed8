package io.fanlens.bench.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is counted while a run goes on. */
final class RunCounters {

  private long[] waits = new long[1024];
  private int done;
  private long lastDone = EventLoop.START;
  private final List<Long> emptyAt = new ArrayList<>();
  private long billed;
  private int requeued;
  private int failed;
  private int lost;
  private int[] doneBySecond = new int[64];

  void done(long wait, long now) {
    if (done == waits.length) {
      waits = Arrays.copyOf(waits, 2 * done);
    }
    waits[done++] = wait;
    lastDone = now;
    int second = (int) ((now - EventLoop.START) / 1_000_000);
    if (second >= doneBySecond.length) {
      doneBySecond = Arrays.copyOf(doneBySecond, 2 * second);
    }
    doneBySecond[second]++;
  }

  void queueEmpty(long now) {
    emptyAt.add(now);
  }

  void billed(long micros) {
    billed += micros;
  }

  void requeued() {
    requeued++;
  }

  void failed() {
    failed++;
  }

  void lostPermit() {
    lost++;
  }

  int done() {
    return done;
  }

  double drainSeconds() {
    return (lastDone - EventLoop.START) / 1e6;
  }

  /** When the queue had nothing left to give for the first time from then on. */
  long firstEmptyAfter(long from) {
    return emptyAt.stream().mapToLong(Long::longValue).filter(t -> t > from).min().orElse(from);
  }

  double billedSeconds() {
    return billed / 1e6;
  }

  int requeuedCount() {
    return requeued;
  }

  int failedCount() {
    return failed;
  }

  int lostPermits() {
    return lost;
  }

  double waitSeconds(double quantile) {
    if (done == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(waits, done);
    Arrays.sort(sorted);
    return sorted[Math.min(done - 1, (int) (quantile * done))] / 1e6;
  }

  /** Pictures done by the end of each second. */
  List<Integer> drainCurve() {
    int seconds = (int) Math.ceil(drainSeconds()) + 1;
    List<Integer> curve = new ArrayList<>();
    int sum = 0;
    for (int i = 0; i < seconds; i++) {
      sum += i < doneBySecond.length ? doneBySecond[i] : 0;
      curve.add(sum);
    }
    return curve;
  }
}
