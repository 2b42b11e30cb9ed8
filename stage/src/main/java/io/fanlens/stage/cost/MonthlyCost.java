package io.fanlens.stage.cost;

import java.util.List;

/**
 * The cost of a month in US dollars, without free tiers, at the prices of us-east-1 unless {@link
 * RekognitionPrice} and {@link TransferPrice} have the Region's own.
 *
 * @param pictures in the month
 * @param processing the cost of analyzing them
 * @param storage the cost of storing a month's pictures and rows for another month
 * @param rekognitionAtHomeOnly what Amazon Rekognition would cost if the home Region took all calls
 *     (0 when it has none); the other Regions' cheaper tiers are reached later
 */
public record MonthlyCost(
    long pictures,
    List<CostItem> processing,
    List<CostItem> storage,
    double rekognitionAtHomeOnly) {

  public MonthlyCost {
    processing = List.copyOf(processing);
    storage = List.copyOf(storage);
  }

  public double inBursts() {
    return processing.stream().mapToDouble(CostItem::inBursts).sum();
  }

  public double oneByOne() {
    return processing.stream().mapToDouble(CostItem::oneByOne).sum();
  }
}
