package io.fanlens.stage.cost;

import java.util.List;

/**
 * The cost of a month in US dollars, without free tiers, at the prices of us-east-1 where {@link
 * RekognitionPrice} and {@link TransferPrice} do not know the Region's own.
 *
 * @param pictures in the month
 * @param work what looking at them costs
 * @param kept what it costs to keep a month's pictures and rows for another month
 * @param rekognitionAtHomeOnly what Amazon Rekognition would cost if the home Region took all calls
 *     (0 when it has none); the other Regions' cheaper tiers are reached later
 */
public record MonthlyCost(
    long pictures, List<CostItem> work, List<CostItem> kept, double rekognitionAtHomeOnly) {

  public MonthlyCost {
    work = List.copyOf(work);
    kept = List.copyOf(kept);
  }

  public double inBursts() {
    return work.stream().mapToDouble(CostItem::inBursts).sum();
  }

  public double oneByOne() {
    return work.stream().mapToDouble(CostItem::oneByOne).sum();
  }
}
