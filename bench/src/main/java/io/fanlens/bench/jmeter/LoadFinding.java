package io.fanlens.bench.jmeter;

import java.util.List;

/**
 * What a load test found.
 *
 * @param threads the most that ran through a whole step before the first refusal
 * @param isRefused false when there was none
 * @param callsPerSecond answered in that step
 * @param p50 seconds until an answer in that step
 */
public record LoadFinding(
    int threads, boolean isRefused, double callsPerSecond, double p50, double p99) {

  /**
   * Reads it from what was logged.
   *
   * @param samples in the order of their ends
   */
  static LoadFinding of(List<CallSample> samples, LoadTest test) {
    int most = 0;
    boolean isRefused = false;
    for (CallSample sample : samples) {
      most = Math.max(most, sample.threads());
      if (!sample.isAnswered()) {
        isRefused = true;
        break;
      }
    }
    int steps = Math.ceilDiv(most, LoadTest.MORE_THREADS) - (isRefused ? 1 : 0);
    if (steps < 1) {
      return new LoadFinding(0, isRefused, 0, 0, 0);
    }
    long begin = samples.stream().mapToLong(CallSample::start).min().orElseThrow();
    long from = begin + (steps - 1) * test.step().toMillis();
    long to = from + test.step().toMillis();
    long[] elapsed =
        samples.stream()
            .filter(sample -> sample.isAnswered() && sample.end() >= from && sample.end() < to)
            .mapToLong(CallSample::elapsed)
            .sorted()
            .toArray();
    return new LoadFinding(
        steps * LoadTest.MORE_THREADS,
        isRefused,
        elapsed.length * 1e3 / test.step().toMillis(),
        seconds(elapsed, 0.5),
        seconds(elapsed, 0.99));
  }

  private static double seconds(long[] sorted, double quantile) {
    return sorted.length == 0 ? 0 : sorted[(int) (quantile * (sorted.length - 1))] / 1e3;
  }
}
