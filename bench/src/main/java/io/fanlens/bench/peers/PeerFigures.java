package io.fanlens.bench.peers;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a run came to.
 *
 * @param billedMillis of functions' invocations, a picture
 * @param coldSeconds from the start of the first process to the first row
 * @param peakMegabytes of the largest process
 * @param callsAPicture throttled ones included
 * @param withoutRow share of the pictures, when the run ended
 * @param seconds until the last row, or the end of the run
 */
public record PeerFigures(
    double billedMillis,
    double coldSeconds,
    double peakMegabytes,
    double callsAPicture,
    double withoutRow,
    double seconds) {

  /** The median of each figure. */
  public static PeerFigures median(List<PeerFigures> rounds) {
    return new PeerFigures(
        median(rounds, PeerFigures::billedMillis),
        median(rounds, PeerFigures::coldSeconds),
        median(rounds, PeerFigures::peakMegabytes),
        median(rounds, PeerFigures::callsAPicture),
        median(rounds, PeerFigures::withoutRow),
        median(rounds, PeerFigures::seconds));
  }

  private static double median(List<PeerFigures> rounds, ToDoubleFunction<PeerFigures> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
