package io.fanlens.bench.realtime;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a run came to, once warm.
 *
 * @param answeredPerSecond answered within the patience of their callers
 * @param refused share of the calls that got no answer, or got it too late
 * @param p50 seconds until the answer
 * @param callsAPicture calls that reached the service, throttled ones included, for each answer
 */
public record CallFigures(
    double answeredPerSecond, double refused, double p50, double p99, double callsAPicture) {

  /** The median of each figure. */
  public static CallFigures median(List<CallFigures> rounds) {
    return new CallFigures(
        median(rounds, CallFigures::answeredPerSecond),
        median(rounds, CallFigures::refused),
        median(rounds, CallFigures::p50),
        median(rounds, CallFigures::p99),
        median(rounds, CallFigures::callsAPicture));
  }

  private static double median(List<CallFigures> rounds, ToDoubleFunction<CallFigures> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
