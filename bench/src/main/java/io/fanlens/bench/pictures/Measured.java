package io.fanlens.bench.pictures;

import java.util.List;
import java.util.Optional;

/**
 * What a contender took for a sample.
 *
 * @param costs of each round
 * @param peakKilobytes of a fresh process
 * @param doubt why it is not comparable: another size, subsampling or colours, or it did not
 *     convert at all
 */
record Measured(
    String contender, List<Cost> costs, Optional<Long> peakKilobytes, Optional<String> doubt) {

  Measured {
    costs = List.copyOf(costs);
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  double cpuMillis() {
    return median(costs.stream().mapToDouble(Cost::cpuMillis).toArray());
  }

  double wallMillis() {
    return median(costs.stream().mapToDouble(Cost::wallMillis).toArray());
  }

  /** Their CPU by ours, round by round: what disturbed both in a round cancels out. */
  double cpuRatioTo(Measured other) {
    int rounds = Math.min(costs.size(), other.costs.size());
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ratios[i] = costs.get(i).cpuMillis() / other.costs.get(i).cpuMillis();
    }
    return median(ratios);
  }
}
